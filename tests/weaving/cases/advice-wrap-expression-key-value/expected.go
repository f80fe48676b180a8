//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_http "net/http"/*line /src/input.go:1:13*/

import "net/http"

var clients = []*http.Client{
	&http.Client{Transport: /*line <generated>:1:1*/func(transport __pyorch_http.RoundTripper) __pyorch_http.RoundTripper {
  return transport
}(/*line /src/input.go:6:26*/http.DefaultTransport/*line <generated>:1:1*/)/*line /src/input.go:6:47*/, Timeout: 1},
	&http.Client{Timeout: 2},
}
