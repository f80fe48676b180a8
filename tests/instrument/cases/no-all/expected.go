package example

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

func Left(ctx context.Context) error { return ctx.Err() }

func Asked(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Asked")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}

type Cat struct{}

func (c Cat) Purr(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Cat.Purr")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}

func (c Cat) Meow(ctx context.Context) error { return ctx.Err() }

//dd:span
func Tagged(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Tagged")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}

// instrument:include Left
// with a space in front, this is a comment like any other

//instrument:include Asked|Cat.Purr
