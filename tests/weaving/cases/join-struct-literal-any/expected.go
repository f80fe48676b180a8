//line /src/input.go:1:1
package shop

import (
	web "net/http"
)

type Cookie struct{ Name string }

var (
	value   = web.Cookie/*line <generated>:1:1*/{/*line /src/input.go:10:23*/Name: "a"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:10:33*/
	pointer = &web.Cookie/*line <generated>:1:1*/{Secure: true}/*line /src/input.go:11:25*/
	nested  = []any{web.Cookie/*line <generated>:1:1*/{/*line /src/input.go:12:29*/Name: "b"/*line <generated>:1:1*/, /*line /src/input.go:12:40*/Path: "/"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:12:50*/}
	own     = Cookie{Name: "c"}      // of this package
	list    = []*web.Cookie{nil}     // a slice
	client  = web.Client{Timeout: 1} // another type
)

func shadowed() any {
	type web struct{ Cookie struct{ Name string } }
	return web{} // no package
}
