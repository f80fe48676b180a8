//go:build !ignore

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func notIgnored(ctx context.Context)    {
	_, span := otel.Tracer("app").Start(ctx, "notIgnored")
	defer span.End()
}
