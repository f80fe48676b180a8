//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import _ "embed"/*line /src/input.go:1:13*/

import "fmt"

func Greet() {
	fmt.Print("hello "/*line <generated>:1:1*/, "!"/*line /src/input.go:6:20*/)
	fmt.Println("you")
}
