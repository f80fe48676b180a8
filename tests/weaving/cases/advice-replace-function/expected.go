//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_replacement "log"/*line /src/input.go:1:16*/

import . "fmt"

func Say(words ...any) string {
	/*line <generated>:1:1*/__pyorch_replacement.Println/*line /src/input.go:6:9*/(words...)
	func() {
		Println := func(...any) {}
		Println("hidden")
	}()
	return Sprint(words...)
}
