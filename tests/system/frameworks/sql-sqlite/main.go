// database/sql with a driver of pure Go, modernc.org/sqlite: statements, a transaction, a query without a context, a mistake, and a database that cannot be had.
//
// It talks to SQLite in Go, modernc.org/sqlite.
package main

import (
	"context"
	"database/sql"
	"fmt"

	_ "modernc.org/sqlite"

	"example.com/frameworks/internal/notes"
)

func main() {
	ctx := context.Background()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // Each connection has a database of its own.
	fmt.Println(db.PingContext(ctx))
	fmt.Println(notes.Keep(ctx, db))
	fmt.Println(notes.Count(db))
	fmt.Println(notes.Misspell(ctx, db))

	nowhere, err := sql.Open("sqlite", "/nowhere/notes.db")
	if err != nil {
		panic(err)
	}
	defer nowhere.Close()
	fmt.Println(nowhere.PingContext(ctx) != nil, notes.Misspell(ctx, nowhere) != nil)
}
