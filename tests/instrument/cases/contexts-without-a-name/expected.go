package example

import (
	"context"
	"fmt"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

func only(ctx context.Context) {
	// Before: (context.Context)
	_, span := otel.Tracer("app").Start(ctx, "only")
	defer span.End()

	fmt.Println("only")
}

func withOthers(ctx context.Context, _ int, _ ...string) (err error) {
	// Before: (context.Context, int, ...string) error
	_, span := otel.Tracer("app").Start(ctx, "withOthers")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return nil
}

func blank(ctx context.Context, n int) {
	// Before: (_ context.Context, n int)
	_, span := otel.Tracer("app").Start(ctx, "blank")
	defer span.End()

	fmt.Println(n)
}

func unused(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "unused")
	defer span.End()

	fmt.Println("unused")
}

func request(_ http.ResponseWriter, r *http.Request) {
	// Before: (http.ResponseWriter, *http.Request)
	_, span := otel.Tracer("app").Start(r.Context(), "request")
	defer span.End()

	fmt.Println("request")
}
