package example

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

func f(ctx context.Context, id int, userName, userToken, other string) (n int, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "f")
	defer span.End()
	span.SetAttributes(attribute.Int("id", id))
	span.SetAttributes(attribute.String("userName", userName))
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return id, ctx.Err()
}
