package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

// F is.
func F(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	fmt.Println(ctx)
	return nil
}

func one(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "one")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}
