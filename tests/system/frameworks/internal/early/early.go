// Package early sends requests before anything else is initialised, as some packages do.
package early

import (
	"io"
	"net/http"
	"net/http/httptest"
)

// Answer is what a server said that came and went during initialisation, and Err that there was none after it.
var (
	Answer string
	Err    error
)

func init() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "early "+r.Method)
	}))
	response, err := http.Get(server.URL)
	if err != nil {
		Err = err
		return
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	Answer, Err = string(body), err
	server.Close()
	_, Err = http.Get(server.URL)
}
