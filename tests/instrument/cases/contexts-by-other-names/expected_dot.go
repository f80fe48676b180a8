package example

import (
	. "context"
	"fmt"

	"go.opentelemetry.io/otel"
)

func dotted(ctx Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "dotted")
	defer span.End()

	fmt.Println(ctx)
}
