package example

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

var last = func(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "init.func4")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func init() {
	_ = func(ctx context.Context) (err error) {
		ctx, span := otel.Tracer("app").Start(ctx, "init.2.func1")
		defer span.End()
		defer func() {
			if err != nil {
				span.RecordError(err)
				span.SetStatus(codes.Error, err.Error())
			}
		}()

		return ctx.Err()
	}(context.Background())
}
