package example

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

type Box[T any] struct{ value T }

type Pair[K comparable, V any] struct{}

func (b *Box[T]) Do(ctx context.Context) (_ T, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Box.Do")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return b.value, ctx.Err()
}

func (Pair[_, V]) Two(ctx context.Context, v V) (_ V, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Pair.Two")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return v, ctx.Err()
}

func Map[A, B any](ctx context.Context, from []A, f func(context.Context, A) (B, error)) (_ []B, err1 error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Map")
	defer span.End()
	defer func() {
		if err1 != nil {
			span.RecordError(err1)
			span.SetStatus(codes.Error, err1.Error())
		}
	}()

	var found []B
	for _, each := range from {
		b, err := f(ctx, each)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return found, nil
}
