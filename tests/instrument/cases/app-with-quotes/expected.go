package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func F(ctx context.Context) {
	_, span := otel.Tracer("a\"b\\c").Start(ctx, "F")
	defer span.End()
}
