// A router of julienschmidt/httprouter, asked for a route with a parameter, one that fails, and one that is not there.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/julienschmidt/httprouter"

	"example.com/frameworks/internal/ask"
)

func main() {
	router := httprouter.New()
	router.GET("/hello/:name", func(w http.ResponseWriter, _ *http.Request, params httprouter.Params) {
		fmt.Fprintf(w, "hello %s", params.ByName("name"))
	})
	router.GET("/fail", func(w http.ResponseWriter, _ *http.Request, _ httprouter.Params) {
		http.Error(w, "broken", http.StatusInternalServerError)
	})
	server := httptest.NewServer(router)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada", "/fail", "/nowhere")
}
