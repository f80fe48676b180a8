// database/sql with a driver that is C underneath, mattn/go-sqlite3: statements, a transaction, a query without a context, a mistake, and a database that cannot be had.
//
// It talks to SQLite in C, mattn/go-sqlite3.
package main

import (
	"context"
	"database/sql"
	"fmt"

	_ "github.com/mattn/go-sqlite3"

	"example.com/frameworks/internal/notes"
)

func main() {
	ctx := context.Background()
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // Each connection has a database of its own.
	fmt.Println(db.PingContext(ctx))
	fmt.Println(notes.Keep(ctx, db))
	fmt.Println(notes.Count(db))
	fmt.Println(notes.Misspell(ctx, db))

	nowhere, err := sql.Open("sqlite3", "/nowhere/notes.db")
	if err != nil {
		panic(err)
	}
	defer nowhere.Close()
	fmt.Println(nowhere.PingContext(ctx) != nil, notes.Misspell(ctx, nowhere) != nil)
}
