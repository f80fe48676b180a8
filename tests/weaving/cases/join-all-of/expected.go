//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_replacement "net/url"/*line /src/input.go:1:13*/

import "net/url"

const fallback = /*line <generated>:1:1*/"https://example.com"/*line /src/input.go:5:20*/

func Address(raw string) (*url.URL, error) {
	if raw == "" {
		//raw
		return url.Parse(fallback) // has the directive
	}
	home := &url.URL{Host: "example.com"} // no call
	if raw == home.Host {
		return home, nil
	}
	return /*line <generated>:1:1*/__pyorch_replacement.ParseRequestURI/*line /src/input.go:16:18*/(raw)
}

/*line <generated>:1:1*/
const parses = true
