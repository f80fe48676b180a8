// Package back is the back end's HTTP interface to the store.
package back

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"strconv"

	"example.com/notes/internal/note"
	"example.com/notes/internal/store"
)

// Store is the part of a store that the back end uses.
type Store interface {
	Create(ctx context.Context, draft note.Draft) (note.Note, error)
	Get(ctx context.Context, id int64) (note.Note, error)
	List(ctx context.Context) ([]note.Note, error)
	Search(ctx context.Context, text, column string) ([]note.Note, error)
}

type handlers struct {
	store Store
}

// Handler serves the notes of a store.
func Handler(s Store) *http.ServeMux {
	h := handlers{store: s}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes", h.create)
	mux.HandleFunc("GET /notes", h.list)
	mux.HandleFunc("GET /notes/{id}", h.get)
	mux.HandleFunc("GET /search", h.search)
	return mux
}

func (h handlers) create(w http.ResponseWriter, r *http.Request) {
	var draft note.Draft
	if err := json.NewDecoder(r.Body).Decode(&draft); err != nil {
		http.Error(w, "not a note: "+err.Error(), http.StatusBadRequest)
		return
	}
	created, err := h.store.Create(r.Context(), draft)
	answer(w, http.StatusCreated, created, err)
}

func (h handlers) list(w http.ResponseWriter, r *http.Request) {
	notes, err := h.store.List(r.Context())
	answer(w, http.StatusOK, notes, err)
}

func (h handlers) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		http.Error(w, "not a number: "+r.PathValue("id"), http.StatusBadRequest)
		return
	}
	found, err := h.store.Get(r.Context(), id)
	answer(w, http.StatusOK, found, err)
}

func (h handlers) search(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	column := query.Get("sort")
	if column == "" {
		column = "created"
	}
	notes, err := h.store.Search(r.Context(), query.Get("q"), column)
	answer(w, http.StatusOK, notes, err)
}

// answer sends value as JSON, or the part of err that a user may see.
func answer(w http.ResponseWriter, status int, value any, err error) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	case errors.Is(err, store.ErrBadColumn):
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	case err != nil:
		log.Print(err)
		http.Error(w, "the store failed", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Print(err)
	}
}
