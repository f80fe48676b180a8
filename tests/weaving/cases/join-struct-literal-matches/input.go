package example

import web "net/http"

type Server struct{ Addr string }

var (
	a = web.Server{}
	b = &web.Server{Addr: "b"}
	c = web.Server{Addr: "c", Handler: web.NotFoundHandler()}
	d = Server{Addr: "d"}
	e = []web.Client{{}}
)
