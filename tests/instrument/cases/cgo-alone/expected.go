package example

// int one(void) { return 1; }
import "C"

import (
	"context"

	"go.opentelemetry.io/otel"
)

//dd:span
func F() int {
	_, span := otel.Tracer("app").Start(context.Background(), "F")
	defer span.End()

	return int(C.one())
}
