package shop

import "net/http"

var (
	value   = http.Cookie{Name: "a"}
	pointer = &http.Cookie{Name: "b"} // under &
)
