// Back is cmd/back instrumented by hand, with the tracing that pyorch would weave in.
package main

import (
	"context"
	"flag"

	sqltrace "github.com/DataDog/dd-trace-go/contrib/database/sql/v2"
	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	"modernc.org/sqlite"

	"example.com/notes/hand/internal/tracing"
	"example.com/notes/internal/back"
	"example.com/notes/internal/service"
	"example.com/notes/internal/store"
)

func main() {
	stop, err := tracing.Start()
	if err != nil {
		tracing.Fatal(err)
	}
	defer stop()

	listen := flag.String("listen", "127.0.0.1:8081", "`address` to serve on")
	file := flag.String("db", "notes.db", "SQLite `file`")
	flag.Parse()

	notes, err := open(context.Background(), *file)
	if err != nil {
		tracing.Fatal(err)
	}
	mux := httptrace.NewServeMux()
	mux.ServeMux = back.Handler(tracedStore{notes})
	err = service.Run("back", *listen, mux)
	if closing := notes.Close(); err == nil {
		err = closing
	}
	if err != nil {
		tracing.Fatal(err)
	}
}

// open is store.Open with a traced driver.
func open(ctx context.Context, file string) (*store.Store, error) {
	sqltrace.Register("sqlite", &sqlite.Driver{})
	db, err := sqltrace.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	return store.New(ctx, db)
}
