package example

import (
	"context"
	"fmt"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

func handler(w http.ResponseWriter, r *http.Request) {
	ctx, span := otel.Tracer("app").Start(r.Context(), "handler")
	defer span.End()
	r = r.WithContext(ctx)

	fmt.Fprintln(w, r.URL)
}

func handlerWithContext(w http.ResponseWriter, r *http.Request) {
	ctx1, span := otel.Tracer("app").Start(r.Context(), "handlerWithContext")
	defer span.End()
	r = r.WithContext(ctx1)

	ctx := r.Context()
	fmt.Fprintln(w, ctx)
}

func onlyAnswers(w http.ResponseWriter, r *http.Request) {
	// Before: (w http.ResponseWriter, _ *http.Request)
	_, span := otel.Tracer("app").Start(r.Context(), "onlyAnswers")
	defer span.End()

	w.WriteHeader(http.StatusNoContent)
}

// changes must not get a copy: what it changes is its caller's.
func changes(req *http.Request) (err error) {
	_, span := otel.Tracer("app").Start(req.Context(), "changes")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	req.Host = "example.com"
	return nil
}

func both(ctx context.Context, req *http.Request) *http.Request {
	ctx, span := otel.Tracer("app").Start(ctx, "both")
	defer span.End()

	return req.WithContext(ctx)
}

func route(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		ctx, span := otel.Tracer("app").Start(r.Context(), "route.func1")
		defer span.End()
		r = r.WithContext(ctx)

		fmt.Fprintln(w, r.URL)
	})
}
