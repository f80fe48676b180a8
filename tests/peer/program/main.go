// A shop in one process, for two builds of it to be compared: a gin front asks a chi back over HTTP, which asks a gRPC service
// and an SQLite database. It answers requests that are the same each time, in an order that is the same each time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"example.com/peer/stock"
)

func main() {
	database := flag.String("db", ":memory:", "the database's file")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	if err := run(*database); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(database string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()

	shelf, err := stock.Open(database)
	if err != nil {
		return err
	}
	defer shelf.Close()

	prices, priceServer, err := servePrices()
	if err != nil {
		return err
	}
	defer priceServer.Stop()
	asking, err := dialPrices(prices)
	if err != nil {
		return err
	}
	defer asking.Close()

	back, backServer, err := serve(backRouter(shelf, asking))
	if err != nil {
		return err
	}
	defer backServer.Close()

	front, frontServer, err := serve(frontRouter("http://" + back))
	if err != nil {
		return err
	}
	fmt.Printf("peer listens on http://%s\n", front)
	<-ctx.Done()
	return frontServer.Shutdown(context.Background())
}

// serve starts an HTTP server on a free port, and returns its address.
func serve(handler http.Handler) (string, *http.Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: handler}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	return listener.Addr().String(), server, nil
}
