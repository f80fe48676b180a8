//go:build !(linux || ignore) && !exclude

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func unless(ctx context.Context)    {
	_, span := otel.Tracer("app").Start(ctx, "unless")
	defer span.End()
}
