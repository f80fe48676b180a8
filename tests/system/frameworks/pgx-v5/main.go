// A connection and a pool of pgx v5, and its driver of database/sql: queries, a batch, a copy, a mistake, and a server that is not there.
//
// It talks to PostgreSQL.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/frameworks/internal/notes"
)

const nowhere = "postgres://nobody@127.0.0.1:1/nothing?sslmode=disable"

// connection uses one connection, all below one span.
//
//dd:span
func connection(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE TEMPORARY TABLE prices (fruit text, price int)"); err != nil {
		return err
	}
	rows := [][]any{{"apple", 3}, {"pear", 4}}
	fmt.Println(conn.CopyFrom(ctx, pgx.Identifier{"prices"}, []string{"fruit", "price"}, pgx.CopyFromRows(rows)))
	var price int
	fmt.Println(conn.QueryRow(ctx, "SELECT price FROM prices WHERE fruit = $1", "pear").Scan(&price), price)

	batch := &pgx.Batch{}
	batch.Queue("UPDATE prices SET price = price + 1")
	batch.Queue("DELETE FROM prices WHERE price > $1", 4)
	if err := conn.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "SELECT 1 / $1::int", 0)
	return err
}

// pool asks a pool.
//
//dd:span
func pool(ctx context.Context, url string) error {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	var sum int
	err = pool.QueryRow(ctx, "SELECT $1::int + $2::int", 1, 2).Scan(&sum)
	fmt.Println(sum)
	return err
}

func main() {
	ctx := context.Background()
	url := os.Getenv("POSTGRES_URL")
	fmt.Println(connection(ctx, url))
	fmt.Println(connection(ctx, nowhere))
	fmt.Println(pool(ctx, url))
	fmt.Println(pool(ctx, nowhere))

	db, err := sql.Open("pgx", url)
	if err != nil {
		panic(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // The table is a temporary one, which others do not see.
	fmt.Println(notes.Keep(ctx, db))
	fmt.Println(notes.Misspell(ctx, db))
}
