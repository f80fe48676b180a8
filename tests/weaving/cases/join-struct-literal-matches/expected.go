//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_http "net/http"/*line /src/input.go:1:16*/

import web "net/http"

type Server struct{ Addr string }

var (
	a = web.Server/*line <generated>:1:1*/{ DisableGeneralOptionsHandler: true }/*line /src/input.go:8:18*/
	b = /*line <generated>:1:1*/func(s *__pyorch_http.Server) *__pyorch_http.Server { return s }((/*line /src/input.go:9:6*/&web.Server{Addr: "b"/*line <generated>:1:1*/ + ":80"/*line /src/input.go:9:27*/}/*line <generated>:1:1*/))/*line /src/input.go:9:28*/
	c = web.Server/*line <generated>:1:1*/{ /*line /src/input.go:10:17*/Addr: "c"/*line <generated>:1:1*/ + ":80", /*line /src/input.go:10:28*/Handler: web.NotFoundHandler()/*line <generated>:1:1*/, DisableGeneralOptionsHandler: true }/*line /src/input.go:10:59*/
	d = Server{Addr: "d"}
	e = []web.Client{{}}
)
