package shop

import "net/http"

type visitor struct{ Name string }

var (
	value   = http.Cookie{Name: "A", Path: "/"}
	pointer = &http.Cookie{Path: "/", Name: "B"}
	without = http.Cookie{Path: "/"}
	other   = visitor{Name: "C"} // another type
)
