// guarded serves the files of a folder, with a security hole: it opens any file name that a request asks for.
package main

import (
	"context"
	"errors"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: guarded ADDRESS FOLDER")
	}
	folder := os.Args[2]
	mux := http.NewServeMux()
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, r *http.Request) {
		content, err := os.ReadFile(folder + "/" + r.URL.Query().Get("name"))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			http.NotFound(w, r)
		case err != nil:
			log.Print(err) // no response here: AppSec sends one if it blocked the file
		default:
			_, _ = w.Write(content)
		}
	})
	if err := serve(os.Args[1], mux); err != nil {
		log.Fatal(err)
	}
}

// serve answers requests until the process gets SIGINT or SIGTERM.
func serve(address string, handler http.Handler) error {
	ending, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	log.Printf("guarded listens on http://%s", listener.Addr())
	server := &http.Server{Handler: handler}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ending.Done():
		return server.Shutdown(context.Background())
	}
}
