package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

//go:build ignore

func inTheMiddle(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "inTheMiddle")
	defer span.End()
}
