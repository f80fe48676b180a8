package example

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

//instrument:exclude Skipped|Cat.Purr|twice
//instrument:include twice

func Traced(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Traced")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}

func Skipped(ctx context.Context) error {
	return func(ctx context.Context) error {
		return ctx.Err()
	}(ctx)
}

type Cat struct{}

func (c Cat) Purr(ctx context.Context) error { return ctx.Err() }

func (c Cat) Skipped(ctx context.Context) error { return ctx.Err() }

func (c Cat) Meow(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Cat.Meow")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}

func twice(ctx context.Context) error { return ctx.Err() }
