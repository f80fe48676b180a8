// Package store keeps notes in SQLite.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"time"

	_ "modernc.org/sqlite" // the driver that Open names

	"example.com/notes/internal/note"
)

// ErrNotFound means that no note has this number.
var ErrNotFound = errors.New("no such note")

// ErrBadColumn means that a sort column is not a valid name of a column.
var ErrBadColumn = errors.New("not a column name")

const schema = `CREATE TABLE IF NOT EXISTS notes (
	id      INTEGER PRIMARY KEY,
	title   TEXT NOT NULL,
	body    TEXT NOT NULL,
	created INTEGER NOT NULL -- Unix seconds
)`

const columns = "SELECT id, title, body, created FROM notes"

// columnName lets only plain names into ORDER BY, which takes no placeholder.
// If the column does not exist, the database reports it.
var columnName = regexp.MustCompile(`^[a-z_]+$`)

// Store is a table of notes. Many goroutines may use it at once.
type Store struct {
	db *sql.DB
}

// Open opens the database file at path, and creates it if it does not exist.
func Open(ctx context.Context, path string) (*Store, error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return New(ctx, db)
}

// New returns a store on an open database. The store closes the database.
func New(ctx context.Context, db *sql.DB) (*Store, error) {
	// SQLite has one writer at a time: a second connection would find the file locked.
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, errors.Join(fmt.Errorf("create the table: %w", err), db.Close())
	}
	return &Store{db: db}, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// Create stores a new note and numbers it.
//
//dd:span layer:store span.name:store.create
func (s *Store) Create(ctx context.Context, draft note.Draft) (note.Note, error) {
	created := time.Now().UTC().Truncate(time.Second)
	res, err := s.db.ExecContext(ctx, "INSERT INTO notes (title, body, created) VALUES (?, ?, ?)",
		draft.Title, draft.Body, created.Unix())
	if err != nil {
		return note.Note{}, fmt.Errorf("insert: %w", err)
	}
	id, err := res.LastInsertId()
	if err != nil {
		return note.Note{}, fmt.Errorf("insert: %w", err)
	}
	return note.Note{ID: id, Title: draft.Title, Body: draft.Body, Created: created}, nil
}

// Get returns the note with this number, or ErrNotFound.
//
//dd:span layer:store span.name:store.get
func (s *Store) Get(ctx context.Context, id int64) (note.Note, error) {
	found, err := s.query(ctx, columns+" WHERE id = ?", id)
	if err != nil {
		return note.Note{}, err
	}
	if len(found) == 0 {
		return note.Note{}, ErrNotFound
	}
	return found[0], nil
}

// List returns every note, the newest first.
//
//dd:span layer:store span.name:store.list
func (s *Store) List(ctx context.Context) ([]note.Note, error) {
	return s.query(ctx, columns+" ORDER BY id DESC")
}

// Search returns the notes that have text in title or body, sorted by a column.
// If the table has no such column, the database returns an error.
//
//dd:span layer:store span.name:store.search
func (s *Store) Search(ctx context.Context, text, column string) ([]note.Note, error) {
	if !columnName.MatchString(column) {
		return nil, fmt.Errorf("%w: %q", ErrBadColumn, column)
	}
	return s.query(ctx, columns+" WHERE instr(title, ?1) OR instr(body, ?1) ORDER BY "+column, text)
}

func (s *Store) query(ctx context.Context, query string, args ...any) ([]note.Note, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	defer rows.Close()

	notes := []note.Note{}
	for rows.Next() {
		var n note.Note
		var created int64
		if err := rows.Scan(&n.ID, &n.Title, &n.Body, &created); err != nil {
			return nil, fmt.Errorf("scan: %w", err)
		}
		n.Created = time.Unix(created, 0).UTC()
		notes = append(notes, n)
	}
	return notes, rows.Err()
}
