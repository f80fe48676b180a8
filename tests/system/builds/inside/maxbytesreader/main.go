// A request that is longer than its handler allows: the server closes the connection.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4))
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
	}))
	defer server.Close()
	answer, err := http.Post(server.URL, "text/plain", strings.NewReader("more than four"))
	fmt.Println(answer.StatusCode, "connection is closed:", answer.Close, err)
}
