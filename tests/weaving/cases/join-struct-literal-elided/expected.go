//line /src/input.go:1:1
package shop

import (
	"net/http"
	"net/url"
)

func client(c http.Client) http.Client       { return c }
func pointer(c *http.Client) *http.Client    { return c }
func home(u *url.URL, elements int) *url.URL { return u }

var (
	list     = []http.Cookie{/*line /src/input.go:13:15*/http.Cookie/*line <generated>:1:1*/{/*line /src/input.go:13:28*/Name: "a"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:13:38*/, /*line /src/input.go:13:15*/http.Cookie/*line <generated>:1:1*/{Secure: true}/*line /src/input.go:13:42*/, http.Cookie/*line <generated>:1:1*/{/*line /src/input.go:13:56*/Name: "b"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:13:66*/}
	pointers = [...]*http.Cookie{/*line <generated>:1:1*/&/*line /src/input.go:14:19*/http.Cookie/*line <generated>:1:1*/{/*line /src/input.go:14:32*/Name: "c"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:14:42*/, 3: /*line <generated>:1:1*/&/*line /src/input.go:14:19*/http.Cookie/*line <generated>:1:1*/{/*line /src/input.go:14:48*/Name: "d"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:14:58*/}
	nested   = map[string][]http.Cookie{"e": {/*line /src/input.go:15:26*/http.Cookie/*line <generated>:1:1*/{/*line /src/input.go:15:45*/Name: "f"/*line <generated>:1:1*/, Secure: true}/*line /src/input.go:15:55*/}}
	clients  = map[string]http.Client{
		"g": /*line <generated>:1:1*/client(client(/*line /src/input.go:16:24*/http.Client/*line /src/input.go:17:8*/{Timeout: /*line <generated>:1:1*/2 * /*line /src/input.go:17:18*/1}/*line <generated>:1:1*/))/*line /src/input.go:17:20*/, // in a map
	}
	others = []*http.Client{/*line <generated>:1:1*/pointer(pointer(&/*line /src/input.go:19:14*/http.Client/*line /src/input.go:19:26*/{Timeout: /*line <generated>:1:1*/2 * /*line /src/input.go:19:36*/2}/*line <generated>:1:1*/))/*line /src/input.go:19:38*/}
	keys   = map[url.URL]*url.URL{{Host: "h"}: /*line <generated>:1:1*/home(&/*line /src/input.go:20:24*/url.URL/*line <generated>:1:1*/{/*line /src/input.go:20:46*/Host: "i"/*line <generated>:1:1*/}, 1)/*line /src/input.go:20:56*/}
)

type cookies []http.Cookie

var named = cookies{{Name: "j"}} // what a cookies is made of is not written here

var anonymous = []struct{ Name string }{{Name: "k"}} // another type
