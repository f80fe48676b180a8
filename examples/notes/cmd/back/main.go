// Back is the notes' back end: a net/http server over a SQLite file.
package main

import (
	"context"
	"flag"
	"log"

	"example.com/notes/internal/back"
	"example.com/notes/internal/service"
	"example.com/notes/internal/store"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8081", "`address` to serve on")
	file := flag.String("db", "notes.db", "SQLite `file`")
	flag.Parse()

	notes, err := store.Open(context.Background(), *file)
	if err != nil {
		log.Fatal(err)
	}
	err = service.Run("back", *listen, back.Handler(notes))
	if closing := notes.Close(); err == nil {
		err = closing
	}
	if err != nil {
		log.Fatal(err)
	}
}
