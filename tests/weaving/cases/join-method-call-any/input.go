package calls

import "net/http"

type alias = http.Client

type held struct{ *http.Client }

type own struct{}

func (own) Get(string) (*http.Response, error) { return nil, nil }

func calls(value http.Client, pointer *http.Client, other alias, h held, o own, http_ interface {
	Get(string) (*http.Response, error)
}) {
	value.Get("a")
	pointer.Get("b")
	other.Get("c")
	h.Get("d")
	http.DefaultClient.Get("e")
	(&value).Get("f")

	// None of these is a method of *http.Client.
	http.Get("g")
	o.Get("h")
	http_.Get("i")
	h.Head("j")
	_ = pointer.Get
}
