// A service that ends in the way its argument names.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

//otel:span layer:demo
func work(ctx context.Context, what string) {
	slog.InfoContext(ctx, "working", "what", what)
	fmt.Println("worked", what)
}

// request prints which headers of traces a server gets.
//
//otel:span
func request(ctx context.Context, path string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		names := []string{}
		for name := range r.Header {
			if name = strings.ToLower(name); name == "b3" || name == "traceparent" || strings.HasPrefix(name, "x-") {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		fmt.Fprintln(os.Stderr, "headers:", names)
		fmt.Fprint(w, "answer")
	}))
	defer server.Close()
	asked, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+path, nil)
	if err != nil {
		log.Fatal(err)
	}
	response, err := http.DefaultClient.Do(asked)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, string(body), err)
}

func main() {
	ctx := context.Background()
	switch os.Args[1] {
	case "return":
		work(ctx, "and returns")
	case "exit":
		work(ctx, "and exits")
		os.Exit(3)
	case "fatal":
		work(ctx, "and fails")
		log.Fatal("fatal")
	case "wait":
		work(ctx, "and waits")
		fmt.Println("ready")
		select {}
	case "handle":
		received := make(chan os.Signal, 1)
		signal.Notify(received, syscall.SIGTERM)
		fmt.Println("ready")
		work(ctx, fmt.Sprint("until ", <-received))
	case "request":
		request(ctx, "/shop/1")
	}
}
