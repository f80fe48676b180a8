//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_fmt "fmt"/*line /src/input.go:1:13*/

func Open() {/*line <generated>:1:1*/{type point struct { text, os int }
__pyorch_fmt.Println(point{text: 1}.text)
text := "a variable of the template's own"
println(text)
};/*line /src/input.go:3:14*/}
