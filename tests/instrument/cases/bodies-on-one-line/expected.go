package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

type store struct{}

func (s store) Get(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "store.Get")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err()
}
func (s store) Put(ctx context.Context, n int) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "store.Put")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	fmt.Println(n)
	return ctx.Err()
}
func (s store) Len() int { return 0 }

func empty(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "empty")
	defer span.End()
}

func onTwoLines(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "onTwoLines")
	defer span.End()

}

func commented(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "commented")
	defer span.End()
	/* nothing yet */
}

func withComment(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "withComment")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return ctx.Err() /* as it is */
}

func nested(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "nested")
	defer span.End()
	func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "nested.func1")
		defer span.End()
		fmt.Println(ctx)
	}(ctx)
}

var table = map[string]func(context.Context) error{
	"short": func(ctx context.Context) (err error) {
		ctx, span := otel.Tracer("app").Start(ctx, "init.func1")
		defer span.End()
		defer func() {
			if err != nil {
				span.RecordError(err)
				span.SetStatus(codes.Error, err.Error())
			}
		}()
		return ctx.Err()
	},
	"quite long": func(ctx context.Context) (err error) {
		_, span := otel.Tracer("app").Start(ctx, "init.func2")
		defer span.End()
		defer func() {
			if err != nil {
				span.RecordError(err)
				span.SetStatus(codes.Error, err.Error())
			}
		}()
		return nil
	},
	"plain": nil,
}

func arguments(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "arguments")
	defer span.End()

	call(ctx,
		func(ctx context.Context) (err error) {
			ctx, span := otel.Tracer("app").Start(ctx, "arguments.func1")
			defer span.End()
			defer func() {
				if err != nil {
					span.RecordError(err)
					span.SetStatus(codes.Error, err.Error())
				}
			}()
			return ctx.Err()
		})
}

func call(ctx context.Context, f func(context.Context) error) {
	ctx, span := otel.Tracer("app").Start(ctx, "call")
	defer span.End()
	_ = f(ctx)
} // behind it
