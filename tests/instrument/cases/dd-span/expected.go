package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

//dd:span span.name:checkout team:"the shop" urgent
func Named(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "checkout")
	defer span.End()
	span.SetAttributes(attribute.String("team", "the shop"))
	span.SetAttributes(attribute.String("urgent", ""))
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

//dd:span layer:db
func WithoutContext(n int) {
	_, span := otel.Tracer("app").Start(context.Background(), "WithoutContext")
	defer span.End()
	span.SetAttributes(attribute.String("layer", "db"))

	fmt.Println(n)
}

func literal() {
	//dd:span span.name:inner
	f := func() {
		_, span := otel.Tracer("app").Start(context.Background(), "inner")
		defer span.End()

		fmt.Println()
	}
	f()
}
