package example

import (
	"context"

	otel1 "go.opentelemetry.io/otel"
	otelcodes "go.opentelemetry.io/otel/codes"
)

func use(ctx context.Context) (err error) {
	ctx, span := otel1.Tracer("app").Start(ctx, "use")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(otelcodes.Error, err.Error())
		}
	}()
	return ctx.Err()
}
