//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_replacement "net/http"/*line /src/input.go:1:13*/

import (
	web "net/http"
	"net/url"
)

type client struct{}

func (client) Get(string) (any, error) { return nil, nil }

func Fetch(at url.Values, web2 client) {
	_, _ = /*line <generated>:1:1*/__pyorch_replacement.Head/*line /src/input.go:13:16*/("a")
	_, _ = web.DefaultClient.Get("b")   // a method of a variable of the package
	_, _ = web.Head("c")                // another function
	_ = at.Get("d")                     // a method
	_, _ = web2.Get("e")                // a method, which Orchestrion would take for the unqualified Get
	_, _ = (web.Get)("f")               // parenthesised
	get := web.Get                      // no call
	_, _ = get("g")                     // of a variable
}

func Shadowed(web client) {
	_, _ = web.Get("h") // no package
}
