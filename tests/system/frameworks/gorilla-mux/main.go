// A router of gorilla/mux, asked for a route with a parameter, one that fails, and one that is not there.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/gorilla/mux"

	"example.com/frameworks/internal/ask"
)

func main() {
	router := mux.NewRouter()
	router.HandleFunc("/hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s", mux.Vars(r)["name"])
	})
	router.HandleFunc("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "broken", http.StatusInternalServerError)
	})
	server := httptest.NewServer(router)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada", "/fail", "/nowhere")
}
