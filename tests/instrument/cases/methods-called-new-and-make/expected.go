package pool

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

type pool struct{ n *int }

var one = &pool{n: new(1)}

type (
	name = string
	size int)

func (p *pool) new(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "pool.new")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return p.make(ctx)
}

//dd:span operation:make(pool)
func (p *pool) make(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "pool.make")
	defer span.End()
	span.SetAttributes(attribute.String("operation", "make(pool)"))
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}
