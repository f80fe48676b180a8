package example

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel"
)

func TestF(t *testing.T) {
	check(context.Background())
}

func check(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "check")
	defer span.End()
}
