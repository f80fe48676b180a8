package example

import (
	c "context"
	"fmt"

	"go.opentelemetry.io/otel"
)

func aliased(ctx c.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "aliased")
	defer span.End()

	fmt.Println(ctx)
}

func pointer(ctx *c.Context) {
	fmt.Println(ctx)
}

func variadic(ctx ...c.Context) {
	fmt.Println(ctx)
}

func second(n int, ctx c.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "second")
	defer span.End()

	fmt.Println(n, ctx)
}

func last(names []string, f func(c.Context) error, ctx c.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "last")
	defer span.End()

	fmt.Println(names, f(ctx))
}

func hidden(c struct{ Context int }) {
	fmt.Println(c.Context)
}
