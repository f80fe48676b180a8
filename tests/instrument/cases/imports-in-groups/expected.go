package example

import (
	"context" // for F
	"fmt"     // for G

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace" // types
)

func F(ctx context.Context, _ trace.Span) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}

func G() { fmt.Println(attribute.Bool("a", true)) }
