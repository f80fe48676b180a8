package example

import (
	"context"
	"fmt"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func F(ctx context.Context) (err error) {
	span, ctx := tracer.StartSpanFromContext(ctx, "F")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(tracer.WithError(err))
	}()
	return ctx.Err()
}
