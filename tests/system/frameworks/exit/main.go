// A program that never returns from main: it ends by os.Exit, on another goroutine, at once after its spans.
package main

import (
	"fmt"
	"os"
)

//dd:span
func work(what string) { fmt.Println("working at", what) }

func main() {
	work("one thing")
	go func() {
		work("another")
		os.Exit(0)
	}()
	select {}
}
