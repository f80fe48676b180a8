package example

import (
	"context"
	"fmt"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

//dd:span span.name:checkout team:"the shop" urgent
func Named(ctx context.Context) (err error) {
	span, ctx := tracer.StartSpanFromContext(ctx, "checkout")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(tracer.WithError(err))
	}()
	span.SetTag("team", "the shop")
	span.SetTag("urgent", "")

	return ctx.Err()
}

//dd:span layer:db
func WithoutContext(n int) {
	span, _ := tracer.StartSpanFromContext(context.Background(), "WithoutContext")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish()
	}()
	span.SetTag("layer", "db")

	fmt.Println(n)
}

func literal() {
	//dd:span span.name:inner
	f := func() {
		span, _ := tracer.StartSpanFromContext(context.Background(), "inner")
		defer func() {
			if recovered := recover(); recovered != nil {
				span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
				panic(recovered)
			}
			span.Finish()
		}()

		fmt.Println()
	}
	f()
}
