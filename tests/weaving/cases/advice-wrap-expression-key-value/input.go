package shop

import "net/http"

var clients = []*http.Client{
	&http.Client{Transport: http.DefaultTransport, Timeout: 1},
	&http.Client{Timeout: 2},
}
