// Command hello greets. It imports next to nothing, so that flags which have the standard library compiled anew cost little.
package main

import (
	"container/list"

	"example.com/hello/greeting"
)

var who = "world"

func main() {
	greetings := list.New()
	greetings.PushBack(greeting.Hello(who))
	println(greetings.Front().Value.(string))
}
