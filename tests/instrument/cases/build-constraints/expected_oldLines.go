// +build ignore linux
// +build !windows,!plan9

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func oldLines(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "oldLines")
	defer span.End()
}
