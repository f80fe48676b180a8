package example

import (
	"context"
	"fmt"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func F(ctx context.Context, recovered int) (_ int, err error) {
	span, ctx := tracer.StartSpanFromContext(ctx, "F")
	defer func() {
		if recovered1 := recover(); recovered1 != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered1)))
			panic(recovered1)
		}
		span.Finish(tracer.WithError(err))
	}()

	if recovered > 0 {
		panic(ctx.Err())
	}
	return 1, nil
}
