// What a handler sees of its request and ResponseWriter, on HTTP/1, HTTP/2, and the HTTP/2 of golang.org/x/net with h2c.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"strings"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/h2c"
)

type site struct{ seen chan string }

type key struct{}

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() { s.seen <- "end" }()
	switch r.URL.Path {
	case "/interfaces":
		_, flushes := w.(http.Flusher)
		_, hijacks := w.(http.Hijacker)
		_, pushes := w.(http.Pusher)
		_, notifies := w.(http.CloseNotifier)
		_, reads := w.(io.ReaderFrom)
		_, writes := w.(io.StringWriter)
		_, unwraps := w.(interface{ Unwrap() http.ResponseWriter })
		fmt.Fprintf(w, "%T %v %v %v %v %v %v %v", w, flushes, hijacks, pushes, notifies, reads, writes, unwraps)
		fmt.Fprint(w, " ", r.Context().Value(key{}), r.Context().Value(http.ServerContextKey) != nil)
		controller := http.NewResponseController(w)
		fmt.Fprint(w, " ", controller.Flush(), errors.Is(controller.EnableFullDuplex(), http.ErrNotSupported))
	case "/early":
		w.Header().Set("Link", "</style.css>")
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusAccepted)
		w.WriteHeader(http.StatusTeapot)
	case "/trailers":
		body, err := io.ReadAll(r.Body)
		w.Header().Set("Trailer", "Declared")
		fmt.Fprint(w, string(body), err, r.Trailer)
		w.Header().Set("Declared", "yes")
		w.Header().Set(http.TrailerPrefix+"Undeclared", "yes")
	case "/hijack":
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			fmt.Fprint(w, err)
			return
		}
		io.WriteString(conn, "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		conn.Close()
	case "/upgrade":
		w.Header().Set("Connection", "Upgrade")
		w.Header().Set("Upgrade", "echo")
		w.WriteHeader(http.StatusSwitchingProtocols)
		conn, buffered, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		line, _ := buffered.ReadString('\n')
		io.WriteString(conn, line)
		conn.Close()
	case "/abort":
		panic(http.ErrAbortHandler)
	case "/nothing":
	default:
		http.Error(w, "not here", http.StatusNotFound)
	}
}

func ask(client *http.Client, address string, seen chan string) {
	for _, path := range []string{"/interfaces", "/early", "/trailers", "/hijack", "/abort", "/nothing", "/nowhere"} {
		hints := 0
		trace := &httptrace.ClientTrace{Got1xxResponse: func(int, textproto.MIMEHeader) error { hints++; return nil }}
		method, body := http.MethodGet, io.Reader(nil)
		if path == "/trailers" {
			method, body = http.MethodPost, io.MultiReader(strings.NewReader("body"))
		}
		request, _ := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), method, address+path, body)
		if path == "/trailers" {
			request.Trailer = http.Header{"Of-Client": {"yes"}}
		}
		response, err := client.Do(request)
		if err != nil {
			fmt.Println(path, "fails:", err != nil)
		} else {
			text, err := io.ReadAll(response.Body)
			response.Body.Close()
			fmt.Println(path, response.Proto, response.StatusCode, string(text), err, response.Trailer, hints, response.Close)
		}
		fmt.Println(<-seen)
	}
}

// undeclared sends a trailer that the header does not announce.
func undeclared(address string, seen chan string) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	io.WriteString(conn, "POST /trailers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nLate: yes\r\n\r\n")
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(response.Body)
	fmt.Println(string(text), err, <-seen)
}

func upgrade(address string, seen chan string) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /upgrade HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n")
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		panic(err)
	}
	line, _ := reader.ReadString('\n')
	fmt.Println(response.StatusCode, line, <-seen)
}

func main() {
	seen := make(chan string, 10)
	own := site{seen}
	based := func(server *httptest.Server) *httptest.Server {
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.Config.ConnContext = func(ctx context.Context, _ net.Conn) context.Context {
			return context.WithValue(ctx, key{}, "of the connection")
		}
		return server
	}

	first := based(httptest.NewUnstartedServer(own))
	first.Start()
	ask(first.Client(), first.URL, seen)
	undeclared(first.Listener.Addr().String(), seen)
	upgrade(first.Listener.Addr().String(), seen)
	_, kept := first.Config.Handler.(site)
	fmt.Println("the handler is the program's own:", kept)
	first.Close()

	second := based(httptest.NewUnstartedServer(own))
	second.EnableHTTP2 = true
	second.StartTLS()
	ask(second.Client(), second.URL, seen)
	second.Close()

	third := based(httptest.NewUnstartedServer(own))
	if err := http2.ConfigureServer(third.Config, nil); err != nil {
		panic(err)
	}
	third.TLS = third.Config.TLSConfig
	third.StartTLS()
	client := third.Client()
	client.Transport.(*http.Transport).ForceAttemptHTTP2 = true
	ask(client, third.URL, seen)
	third.Close()

	clear := based(httptest.NewUnstartedServer(h2c.NewHandler(own, &http2.Server{})))
	clear.Start()
	plaintext := &http.Client{Transport: &http2.Transport{
		AllowHTTP: true,
		DialTLSContext: func(_ context.Context, network, address string, _ *tls.Config) (net.Conn, error) {
			return net.Dial(network, address)
		},
	}}
	ask(plaintext, clear.URL, seen)
	plaintext.CloseIdleConnections()
	clear.Close()
}
