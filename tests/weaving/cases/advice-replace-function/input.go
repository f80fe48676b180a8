package example

import . "fmt"

func Say(words ...any) string {
	Println(words...)
	func() {
		Println := func(...any) {}
		Println("hidden")
	}()
	return Sprint(words...)
}
