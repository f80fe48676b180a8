//line /src/input.go:1:1
package calls/*line <generated>:1:1*/;import __pyorch_http "net/http"/*line /src/input.go:1:14*/

import "net/http"

type alias = http.Client

type held struct{ *http.Client }

type own struct{}

func (own) Get(string) (*http.Response, error) { return nil, nil }

func calls(value http.Client, pointer *http.Client, other alias, h held, o own, http_ interface {
	Get(string) (*http.Response, error)
}) {
	/*line <generated>:1:1*/func(response *__pyorch_http.Response, err error) (*__pyorch_http.Response, error) { return response, err }(/*line /src/input.go:16:2*/value.Get("a")/*line <generated>:1:1*/)/*line /src/input.go:16:16*/
	/*line <generated>:1:1*/func(response *__pyorch_http.Response, err error) (*__pyorch_http.Response, error) { return response, err }(/*line /src/input.go:17:2*/pointer.Get("b")/*line <generated>:1:1*/)/*line /src/input.go:17:18*/
	/*line <generated>:1:1*/func(response *__pyorch_http.Response, err error) (*__pyorch_http.Response, error) { return response, err }(/*line /src/input.go:18:2*/other.Get("c")/*line <generated>:1:1*/)/*line /src/input.go:18:16*/
	/*line <generated>:1:1*/func(response *__pyorch_http.Response, err error) (*__pyorch_http.Response, error) { return response, err }(/*line /src/input.go:19:2*/h.Get("d")/*line <generated>:1:1*/)/*line /src/input.go:19:12*/
	/*line <generated>:1:1*/func(response *__pyorch_http.Response, err error) (*__pyorch_http.Response, error) { return response, err }(/*line /src/input.go:20:2*/http.DefaultClient.Get("e")/*line <generated>:1:1*/)/*line /src/input.go:20:29*/
	/*line <generated>:1:1*/func(response *__pyorch_http.Response, err error) (*__pyorch_http.Response, error) { return response, err }(/*line /src/input.go:21:2*/(&value).Get("f")/*line <generated>:1:1*/)/*line /src/input.go:21:19*/

	// None of these is a method of *http.Client.
	http.Get("g")
	o.Get("h")
	http_.Get("i")
	h.Head("j")
	_ = pointer.Get
}
