//go:build !windows

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func instrumented(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "instrumented")
	defer span.End()
}
