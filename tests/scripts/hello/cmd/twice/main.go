// Command twice greets two.
package main

import (
	"os"

	"example.com/hello/greeting"
)

func main() {
	for _, who := range append(os.Args[1:], "", "")[:2] {
		println(greeting.Hello(who))
	}
}
