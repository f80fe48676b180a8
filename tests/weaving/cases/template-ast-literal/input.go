package shop

import "net/http"

func Cookie(from *http.Cookie) http.Cookie {
	return http.Cookie{Name: "session", Value: from.Value, Path: "/"}
}
