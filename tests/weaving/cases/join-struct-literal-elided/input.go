package shop

import (
	"net/http"
	"net/url"
)

func client(c http.Client) http.Client       { return c }
func pointer(c *http.Client) *http.Client    { return c }
func home(u *url.URL, elements int) *url.URL { return u }

var (
	list     = []http.Cookie{{Name: "a"}, {}, http.Cookie{Name: "b"}}
	pointers = [...]*http.Cookie{{Name: "c"}, 3: {Name: "d"}}
	nested   = map[string][]http.Cookie{"e": {{Name: "f"}}}
	clients  = map[string]http.Client{
		"g": {Timeout: 1}, // in a map
	}
	others = []*http.Client{{Timeout: 2}}
	keys   = map[url.URL]*url.URL{{Host: "h"}: {Host: "i"}}
)

type cookies []http.Cookie

var named = cookies{{Name: "j"}} // what a cookies is made of is not written here

var anonymous = []struct{ Name string }{{Name: "k"}} // another type
