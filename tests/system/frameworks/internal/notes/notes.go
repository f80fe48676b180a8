// Package notes is what the programs of database/sql do, whatever the driver.
package notes

import (
	"context"
	"database/sql"
	"fmt"
)

// Keep writes notes and reads them, all below one span.
//
//dd:span span.name:notes.keep notes.kind:shopping
func Keep(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL)"); err != nil {
		return err
	}
	insert, err := db.PrepareContext(ctx, "INSERT INTO notes (id, title) VALUES ($1, $2)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for id, title := range []string{"milk", "bread"} {
		if _, err := insert.ExecContext(ctx, id, title); err != nil {
			return err
		}
	}
	if err := takeBack(ctx, db); err != nil {
		return err
	}
	return list(ctx, db)
}

// takeBack deletes all notes in a transaction that it rolls back.
func takeBack(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM notes"); err != nil {
		return err
	}
	return tx.Rollback()
}

func list(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT title FROM notes ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var title string
		if err := rows.Scan(&title); err != nil {
			return err
		}
		fmt.Println(title)
	}
	return rows.Err()
}

// Misspell makes a mistake, which its span and that of the statement tell.
//
//dd:span
func Misspell(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "SELEKT 1")
	return err
}

// Count passes no context: the span's parent is the caller's all the same.
//
//dd:span
func Count(db *sql.DB) (count int, err error) {
	err = db.QueryRow("SELECT count(*) FROM notes").Scan(&count)
	return count, err
}
