package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func fine(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "fine")
	defer span.End()
}
