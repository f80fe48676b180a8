package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
)

type service[T any] struct{}

func (s *service[T]) run(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "service.run")
	defer span.End()

	func() {
		fmt.Println("counts, but takes no context")
	}()
	go func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "service.run.func2")
		defer span.End()

		each := func(ctx context.Context) {
			ctx, span := otel.Tracer("app").Start(ctx, "service.run.func2.1")
			defer span.End()

			fmt.Println(ctx)
		}
		each(ctx)
		func(ctx context.Context) {
			ctx, span := otel.Tracer("app").Start(ctx, "service.run.func2.2")
			defer span.End()

			fmt.Println(ctx)
		}(ctx)
	}(ctx)
}

var first = func() {}

var handlers = map[string]func(context.Context){
	"a": func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "init.func2")
		defer span.End()

		fmt.Println(ctx)
	},
	"b": func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "init.func3")
		defer span.End()

		fmt.Println(ctx)
	},
}

func init() {
	func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "init.0.func1")
		defer span.End()

		fmt.Println(ctx)
	}(context.Background())
}

func init() {
	func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "init.1.func1")
		defer span.End()

		fmt.Println(ctx)
	}(context.Background())
}
