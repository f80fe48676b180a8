// Servers of net/http: with a mux, with the default one, with TLS and HTTP/2, a handler that panics, and requests before main.
package main

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/frameworks/internal/ask"
	"example.com/frameworks/internal/early"
)

func routes(mux *http.ServeMux) *http.ServeMux {
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s by %s", r.PathValue("name"), r.Proto)
	})
	mux.HandleFunc("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "broken", http.StatusServiceUnavailable)
	})
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("broken") })
	mux.HandleFunc("/flush", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "first ")
		w.(http.Flusher).Flush()
		io.WriteString(w, "second")
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		io.WriteString(connection, "HTTP/1.1 418 Teapot\r\nContent-Length: 6\r\nConnection: close\r\n\r\nteapot")
		connection.Close()
	})
	return mux
}

// serve runs a server while something is asked of it.
func serve(server *http.Server, listen func(net.Listener) error, use func(address string)) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	ended := make(chan error)
	go func() { ended <- listen(listener) }()
	use(listener.Addr().String())
	fmt.Println(server.Close(), errors.Is(<-ended, http.ErrServerClosed))
}

func main() {
	fmt.Println(early.Answer, early.Err != nil)

	var complaints bytes.Buffer
	own := &http.Server{Handler: routes(http.NewServeMux()), ErrorLog: log.New(&complaints, "", 0)}
	serve(own, own.Serve, func(address string) {
		ask.Each("http://"+address, "/hello/ada", "/fail", "/panic", "/flush", "/hijack", "/nowhere")
	})
	fmt.Println(strings.Contains(complaints.String(), "panic serving"), strings.Contains(complaints.String(), ": broken"))

	routes(http.DefaultServeMux)
	standard := &http.Server{}
	serve(standard, standard.Serve, func(address string) { ask.Each("http://"+address, "/hello/bob") })

	secure := httptest.NewUnstartedServer(nil)
	secure.EnableHTTP2 = true
	secure.StartTLS()
	certificates := secure.TLS.Certificates
	client := secure.Client()
	secure.Close()
	encrypted := &http.Server{Handler: routes(http.NewServeMux()), TLSConfig: &tls.Config{Certificates: certificates}}
	serve(encrypted, func(l net.Listener) error { return encrypted.ServeTLS(l, "", "") }, func(address string) {
		response, err := client.Get("https://" + address + "/hello/eve")
		if err != nil {
			fmt.Println(err)
			return
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		fmt.Printf("%d %q %v\n", response.StatusCode, body, err)
	})
}
