package shop

import "net/http"

type Server struct{ name string }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

func (s *Server) Serve(w http.ResponseWriter, r *http.Request) {} // another name

type Client struct{}

func (c *Client) ServeHTTP(w http.ResponseWriter, r *http.Request) {} // another receiver

func ServeHTTP(w http.ResponseWriter, r *http.Request) {} // none
