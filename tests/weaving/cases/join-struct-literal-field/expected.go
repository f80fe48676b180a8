//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_text "strings"/*line /src/input.go:1:13*/

import "net/http"

type visitor struct{ Name string }

var (
	value   = http.Cookie{Name: /*line <generated>:1:1*/__pyorch_text.ToLower(/*line /src/input.go:8:30*/"A"/*line <generated>:1:1*/)/*line /src/input.go:8:33*/, Path: "/"}
	pointer = &http.Cookie{Path: "/", Name: /*line <generated>:1:1*/__pyorch_text.ToLower(/*line /src/input.go:9:42*/"B"/*line <generated>:1:1*/)/*line /src/input.go:9:45*/}
	without = http.Cookie{Path: "/"}
	other   = visitor{Name: "C"} // another type
)
