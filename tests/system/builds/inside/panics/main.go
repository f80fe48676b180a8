// Handlers that do not return: what the server logs, and what the client gets.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
)

var errOwn = errors.New("of the program")

func fails(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("late") {
		w.WriteHeader(http.StatusTeapot)
		w.(http.Flusher).Flush()
	}
	switch r.URL.Path {
	case "/error":
		panic(errOwn)
	case "/text":
		panic("a text")
	case "/nil":
		panic(nil)
	case "/index":
		_ = os.Args[len(r.URL.Path)+100]
	case "/abort":
		panic(http.ErrAbortHandler)
	case "/exit":
		runtime.Goexit()
	}
}

// around sees what the handler panics with, unless the answer has begun.
func around(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("late") {
		fails(w, r)
		return
	}
	returned := false
	defer func() {
		if returned {
			return
		}
		failure := recover()
		err, _ := failure.(error)
		fmt.Printf("%T %v %v\n", failure, errors.Is(err, errOwn), failure == http.ErrAbortHandler)
		if failure != nil {
			panic(failure)
		}
	}()
	fails(w, r)
	returned = true
}

func main() {
	logs := new(strings.Builder)
	for _, http2 := range []bool{false, true} {
		server := httptest.NewUnstartedServer(http.HandlerFunc(around))
		server.Config.ErrorLog = log.New(logs, "", 0)
		server.EnableHTTP2 = http2
		server.StartTLS()
		for _, path := range []string{"/error", "/text", "/nil", "/index", "/abort", "/exit", "/nothing"} {
			for _, query := range []string{"", "?late"} {
				if http2 && path == "/exit" {
					continue
				}
				response, err := server.Client().Get(server.URL + path + query)
				if err == nil {
					_, err = io.Copy(io.Discard, response.Body)
					fmt.Println(path, query, response.StatusCode, err)
					response.Body.Close()
				} else {
					fmt.Println(path, query, "fails")
				}
			}
		}
		server.Close()
	}
	// The goroutines of HTTP/2 write to the log in any order.
	_, panics, _ := strings.Cut(logs.String(), "panic serving ")
	reports := strings.Split(panics, "panic serving ")
	for i, report := range reports {
		_, failure, _ := strings.Cut(report[:strings.Index(report, "\n")], ": ")
		reports[i] = fmt.Sprint("log: ", failure, ", the stack shows the handler: ", strings.Contains(report, "main.fails("))
	}
	slices.Sort(reports)
	fmt.Println(strings.Join(reports, "\n"))
}
