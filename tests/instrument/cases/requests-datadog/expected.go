package example

import (
	"context"
	"fmt"
	"net/http"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func handler(w http.ResponseWriter, r *http.Request) {
	span, ctx := tracer.StartSpanFromContext(r.Context(), "handler")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish()
	}()
	r = r.WithContext(ctx)

	fmt.Fprintln(w, r.URL)
}

func handlerWithContext(w http.ResponseWriter, r *http.Request) {
	span, ctx1 := tracer.StartSpanFromContext(r.Context(), "handlerWithContext")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish()
	}()
	r = r.WithContext(ctx1)

	ctx := r.Context()
	fmt.Fprintln(w, ctx)
}

func onlyAnswers(w http.ResponseWriter, r *http.Request) {
	// Before: (w http.ResponseWriter, _ *http.Request)
	span, _ := tracer.StartSpanFromContext(r.Context(), "onlyAnswers")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish()
	}()

	w.WriteHeader(http.StatusNoContent)
}

// changes must not get a copy: what it changes is its caller's.
func changes(req *http.Request) (err error) {
	span, _ := tracer.StartSpanFromContext(req.Context(), "changes")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(tracer.WithError(err))
	}()

	req.Host = "example.com"
	return nil
}

func both(ctx context.Context, req *http.Request) *http.Request {
	span, ctx := tracer.StartSpanFromContext(ctx, "both")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish()
	}()

	return req.WithContext(ctx)
}

func route(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		span, ctx := tracer.StartSpanFromContext(r.Context(), "route.func1")
		defer func() {
			if recovered := recover(); recovered != nil {
				span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
				panic(recovered)
			}
			span.Finish()
		}()
		r = r.WithContext(ctx)

		fmt.Fprintln(w, r.URL)
	})
}
