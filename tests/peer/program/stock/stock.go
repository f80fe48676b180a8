// Package stock keeps goods in an SQLite database.
package stock

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "modernc.org/sqlite"
)

// ErrUnknown says that there is no such good.
var ErrUnknown = errors.New("no such good")

// Good is something on the shelf.
type Good struct {
	Name  string
	Count int
}

// Shelf is where goods are.
type Shelf struct {
	database *sql.DB
}

// Open opens a shelf, and lays milk and bread on an empty one.
func Open(path string) (*Shelf, error) {
	database, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	// More connections would be more than the spans of one, at times that nobody can tell.
	database.SetMaxOpenConns(1)
	statements := "CREATE TABLE goods (name TEXT PRIMARY KEY, count INTEGER); INSERT INTO goods VALUES ('milk', 2), ('bread', 1)"
	if _, err := database.Exec(statements); err != nil {
		return nil, fmt.Errorf("filling the shelf: %w", err)
	}
	return &Shelf{database}, nil
}

// Close closes the database.
func (s *Shelf) Close() error {
	return s.database.Close()
}

// Find looks for a good.
//
//dd:span span.name:stock.find layer:store
func (s *Shelf) Find(ctx context.Context, name string) (good Good, err error) {
	// A name that SQL takes for a column which is not there.
	query := "SELECT name, count FROM goods WHERE name = ?"
	if name == "colour" {
		query = "SELECT name, colour FROM goods WHERE name = ?"
	}
	row := s.database.QueryRowContext(ctx, query, name)
	err = row.Scan(&good.Name, &good.Count)
	if errors.Is(err, sql.ErrNoRows) {
		return good, ErrUnknown
	}
	return good, err
}

// Take takes one of a good off the shelf, in a transaction and with a prepared statement.
//
//dd:span
func (s *Shelf) Take(ctx context.Context, name string) error {
	transaction, err := s.database.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer transaction.Rollback()
	statement, err := transaction.PrepareContext(ctx, "UPDATE goods SET count = count - 1 WHERE name = ? AND count > 0")
	if err != nil {
		return err
	}
	defer statement.Close()
	result, err := statement.ExecContext(ctx, name)
	if err != nil {
		return err
	}
	if changed, _ := result.RowsAffected(); changed == 0 {
		return ErrUnknown
	}
	return transaction.Commit()
}
