//go:build ignore || linux

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func either(ctx context.Context)    {
	_, span := otel.Tracer("app").Start(ctx, "either")
	defer span.End()
}
