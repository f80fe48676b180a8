//line /src/input.go:1:1
package shop

import "fmt"

func Greet(name string) {
	fmt.Print("hello "/*line <generated>:1:1*/, "!"/*line /src/input.go:6:20*/)
	fmt.Println(name/*line <generated>:1:1*/, "!"/*line /src/input.go:7:18*/)
	_ = fmt.Sprintln(name) // none of them
}
