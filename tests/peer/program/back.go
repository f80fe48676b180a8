package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/peer/stock"
)

func backRouter(shelf *stock.Shelf, prices *Prices) http.Handler {
	router := chi.NewRouter()
	router.Get("/goods/{name}", func(w http.ResponseWriter, r *http.Request) {
		name := chi.URLParam(r, "name")
		good, err := shelf.Find(r.Context(), name)
		if errors.Is(err, stock.ErrUnknown) {
			slog.WarnContext(r.Context(), "unknown", "name", name)
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		price, err := prices.Of(r.Context(), good.Name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, "%d %s, %s each\n", good.Count, good.Name, label(price))
	})
	router.Post("/orders", func(w http.ResponseWriter, r *http.Request) {
		name, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := shelf.Take(r.Context(), string(name)); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		services, err := prices.Services(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, "taken; %d services\n", services)
	})
	return router
}

// label gets no context, so that its span finds its parent by way of the goroutine.
//
//dd:span unit:cent
func label(price int) string {
	return round(price)
}

//dd:span
func round(price int) string {
	return fmt.Sprintf("%d.%02d", price/100, price%100)
}
