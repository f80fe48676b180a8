package store

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"example.com/notes/internal/note"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "notes.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func create(t *testing.T, s *Store, title, body string) note.Note {
	t.Helper()
	n, err := s.Create(context.Background(), note.Draft{Title: title, Body: body})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestGetReturnsWhatCreateStored(t *testing.T) {
	s := open(t)
	want := create(t, s, "milk", "two litres")

	got, err := s.Get(context.Background(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestGetOfAnUnknownNumber(t *testing.T) {
	if _, err := open(t).Get(context.Background(), 42); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

func TestListHasTheNewestFirst(t *testing.T) {
	s := open(t)
	create(t, s, "first", "")
	create(t, s, "second", "")

	notes, err := s.List(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) != 2 || notes[0].Title != "second" {
		t.Errorf("got %+v", notes)
	}
}

func TestSearchSortsByTheColumn(t *testing.T) {
	s := open(t)
	create(t, s, "pears", "buy")
	create(t, s, "apples", "buy")
	create(t, s, "oats", "eat")

	notes, err := s.Search(context.Background(), "buy", "title")
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) != 2 || notes[0].Title != "apples" {
		t.Errorf("got %+v", notes)
	}
}

func TestSearchByAColumnThatIsNotThere(t *testing.T) {
	_, err := open(t).Search(context.Background(), "", "colour")
	if err == nil || !strings.Contains(err.Error(), "no such column") {
		t.Errorf("got %v, want the database's own error", err)
	}
}

func TestSearchKeepsSQLOut(t *testing.T) {
	_, err := open(t).Search(context.Background(), "", "id; DROP TABLE notes")
	if !errors.Is(err, ErrBadColumn) {
		t.Errorf("got %v, want ErrBadColumn", err)
	}
}
