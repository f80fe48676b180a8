// A router of chi v5, asked for a route with a parameter, one that fails, and one that is not there.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/go-chi/chi/v5"

	"example.com/frameworks/internal/ask"
)

func main() {
	router := chi.NewRouter()
	router.Get("/hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s", chi.URLParam(r, "name"))
	})
	router.Get("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "broken", http.StatusInternalServerError)
	})
	server := httptest.NewServer(router)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada", "/fail", "/nowhere")
}
