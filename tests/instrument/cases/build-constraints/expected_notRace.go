// +build !race

package example

import (
	"context"

	"go.opentelemetry.io/otel"
)

func notRace(ctx context.Context)    {
	_, span := otel.Tracer("app").Start(ctx, "notRace")
	defer span.End()
}
