package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
)

func lineComment(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "lineComment")
	defer span.End()

	/*line elsewhere.go:7:3*/ fmt.Println(ctx)
}
