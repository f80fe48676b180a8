//line /src/input.go:1:1
package shop

import "net/http"

func Cookie(from *http.Cookie) http.Cookie {
	return http.Cookie/*line <generated>:1:1*/{Name: /*line /src/input.go:6:27*/"session"/*line <generated>:1:1*/ + "-woven",Value: /*line /src/input.go:6:45*/from.Value/*line <generated>:1:1*/ + "Value",/*line /src/input.go:6:57*/Path: "/"/*line <generated>:1:1*/,}/*line /src/input.go:6:67*/
}
