package example

import (
	"context"

	_ "go.opentelemetry.io/otel/codes"
	telemetry "go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

var tracer = telemetry.Tracer("mine")

func F(ctx context.Context) (err error) {
	ctx, span := telemetry.Tracer("app").Start(ctx, "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}
