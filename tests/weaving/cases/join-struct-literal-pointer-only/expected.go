//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_http "net/http"/*line /src/input.go:1:13*/

import "net/http"

var (
	value   = http.Cookie{Name: "a"} // no &
	pointer = /*line <generated>:1:1*/func(c *__pyorch_http.Cookie) *__pyorch_http.Cookie { return c }((/*line /src/input.go:7:12*/&http.Cookie{Name: "b"}/*line <generated>:1:1*/))/*line /src/input.go:7:35*/
	twice   = &[]http.Cookie{} // & of a slice
)
