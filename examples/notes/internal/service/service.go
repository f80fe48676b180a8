// Package service runs an HTTP server until the process gets SIGINT or SIGTERM.
package service

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

// grace is the time that running requests have to finish after such a signal.
const grace = 5 * time.Second

// Run serves handler on addr until SIGINT or SIGTERM comes, and then waits for the running requests.
// It prints the address that it listens on, so that addr may have port 0.
func Run(name, addr string, handler http.Handler) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Printf("%s listens on http://%s\n", name, listener.Addr())

	server := &http.Server{Handler: handler, ReadHeaderTimeout: grace}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	within, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(within); err != nil {
		return err
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
