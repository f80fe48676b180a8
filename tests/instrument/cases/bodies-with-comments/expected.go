package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
)

func behindTheBrace(ctx context.Context) { // on its line
	ctx, span := otel.Tracer("app").Start(ctx, "behindTheBrace")
	defer span.End()

	fmt.Println(ctx) // and here
}

func first(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "first")
	defer span.End()

	// in front of the first statement
	/* and one more */
	fmt.Println(ctx)
}

func blankFirst(ctx context.Context) {

	ctx, span := otel.Tracer("app").Start(ctx, "blankFirst")
	defer span.End()

	fmt.Println(ctx)
}

func only(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "only")
	defer span.End()

	// TODO: all of it
}

func labelled(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "labelled")
	defer span.End()

again:
	for {
		fmt.Println(ctx)
		continue again
	}
}

func raw(ctx context.Context) string {
	_, span := otel.Tracer("app").Start(ctx, "raw")
	defer span.End()

	return `
	ctx, span := otel.Tracer("no").Start(ctx, "code")
`
}

func caller(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "caller")
	defer span.End()

	switch {
	case ctx == nil:
		func(ctx context.Context) {
			ctx, span := otel.Tracer("app").Start(ctx, "caller.func1")
			defer span.End()

			fmt.Println(ctx)
		}(ctx)
	}
}
