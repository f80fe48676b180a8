//line /src/input.go:1:1
package shop

import "net/http"

type Server struct{ name string }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {/*line <generated>:1:1*/{w.Header().Set("Server", s.name)
};/*line /src/input.go:7:69*/}

func (s *Server) Serve(w http.ResponseWriter, r *http.Request) {} // another name

type Client struct{}

func (c *Client) ServeHTTP(w http.ResponseWriter, r *http.Request) {} // another receiver

func ServeHTTP(w http.ResponseWriter, r *http.Request) {} // none
