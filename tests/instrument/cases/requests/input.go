package example

import (
	"context"
	"fmt"
	"net/http"
)

func handler(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, r.URL)
}

func handlerWithContext(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	fmt.Fprintln(w, ctx)
}

func onlyAnswers(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}

// changes must not get a copy: what it changes is its caller's.
func changes(req *http.Request) error {
	req.Host = "example.com"
	return nil
}

func both(ctx context.Context, req *http.Request) *http.Request {
	return req.WithContext(ctx)
}

func route(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, r.URL)
	})
}
