//go:build tools

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func tools(ctx context.Context)    {
	_, span := otel.Tracer("app").Start(ctx, "tools")
	defer span.End()
}
