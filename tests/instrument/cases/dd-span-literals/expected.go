package shop

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

func handle(string, ...func(context.Context) error) {}

type routes struct{ first func(context.Context) error }

func register() {
	handle("/", //dd:span at:comma
		func(ctx context.Context) (err error) {
			ctx, span := otel.Tracer("app").Start(ctx, "register.func1")
			defer span.End()
			span.SetAttributes(attribute.String("at", "comma"))
			defer func() {
				if err != nil {
					span.RecordError(err)
					span.SetStatus(codes.Error, err.Error())
				}
			}()
			return ctx.Err()
		})
	_ = routes{
		//dd:span at:field
		first: func(ctx context.Context) (err error) {
			ctx, span := otel.Tracer("app").Start(ctx, "register.func2")
			defer span.End()
			span.SetAttributes(attribute.String("at", "field"))
			defer func() {
				if err != nil {
					span.RecordError(err)
					span.SetStatus(codes.Error, err.Error())
				}
			}()

			return ctx.Err()
		},
	}
	//dd:span at:statement
	handle("/", func(ctx context.Context) (err error) {
		ctx, span := otel.Tracer("app").Start(ctx, "register.func3")
		defer span.End()
		span.SetAttributes(attribute.String("at", "statement"))
		defer func() {
			if err != nil {
				span.RecordError(err)
				span.SetStatus(codes.Error, err.Error())
			}
		}()

		return ctx.Err()
	})
}
