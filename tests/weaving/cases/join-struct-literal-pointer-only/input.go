package shop

import "net/http"

var (
	value   = http.Cookie{Name: "a"} // no &
	pointer = &http.Cookie{Name: "b"}
	twice   = &[]http.Cookie{} // & of a slice
)
