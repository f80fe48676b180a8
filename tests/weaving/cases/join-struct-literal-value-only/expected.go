//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_http "net/http"/*line /src/input.go:1:13*/

import "net/http"

var (
	value   = /*line <generated>:1:1*/func(c __pyorch_http.Cookie) __pyorch_http.Cookie { return c }(/*line /src/input.go:6:12*/http.Cookie{Name: "a"}/*line <generated>:1:1*/)/*line /src/input.go:6:34*/
	pointer = &http.Cookie{Name: "b"} // under &
)
