package shop

import (
	web "net/http"
)

type Cookie struct{ Name string }

var (
	value   = web.Cookie{Name: "a"}
	pointer = &web.Cookie{}
	nested  = []any{web.Cookie{Name: "b", Path: "/"}}
	own     = Cookie{Name: "c"}      // of this package
	list    = []*web.Cookie{nil}     // a slice
	client  = web.Client{Timeout: 1} // another type
)

func shadowed() any {
	type web struct{ Cookie struct{ Name string } }
	return web{} // no package
}
