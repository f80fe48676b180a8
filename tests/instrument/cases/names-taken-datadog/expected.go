package example

import (
	"context"
	"fmt"

	ddtracetracer "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func parameter(ctx context.Context, span string) (err error) {
	span1, ctx := ddtracetracer.StartSpanFromContext(ctx, "parameter")
	defer func() {
		if recovered := recover(); recovered != nil {
			span1.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span1.Finish(ddtracetracer.WithError(err))
	}()

	fmt.Println(ctx, span)
	return nil
}

func variable(ctx context.Context) (err1 error) {
	span1, ctx := ddtracetracer.StartSpanFromContext(ctx, "variable")
	defer func() {
		if recovered := recover(); recovered != nil {
			span1.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span1.Finish(ddtracetracer.WithError(err1))
	}()

	span, err := fmt.Println(ctx)
	fmt.Println(span)
	return err
}

func packages(ctx context.Context, otel, codes, tracer string) (err error) {
	span, ctx := ddtracetracer.StartSpanFromContext(ctx, "packages")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(ddtracetracer.WithError(err))
	}()

	fmt.Println(ctx, otel, codes, tracer)
	return nil
}

func inside(ctx context.Context) (err error) {
	span, ctx := ddtracetracer.StartSpanFromContext(ctx, "inside")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(ddtracetracer.WithError(err))
	}()

	func(ctx context.Context, span int) {
		span1, ctx := ddtracetracer.StartSpanFromContext(ctx, "inside.func1")
		defer func() {
			if recovered := recover(); recovered != nil {
				span1.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
				panic(recovered)
			}
			span1.Finish()
		}()

		fmt.Println(ctx, span)
	}(ctx, 1)
	return nil
}

func span(n int) int { return n }

func callsIt(ctx context.Context) int {
	span1, _ := ddtracetracer.StartSpanFromContext(ctx, "callsIt")
	defer func() {
		if recovered := recover(); recovered != nil {
			span1.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span1.Finish()
	}()

	return span(1)
}

func mentionsOnly(ctx context.Context) string {
	span1, ctx := ddtracetracer.StartSpanFromContext(ctx, "mentionsOnly")
	defer func() {
		if recovered := recover(); recovered != nil {
			span1.Finish(ddtracetracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span1.Finish()
	}()

	// the span, ctx and err of a comment clash with nothing
	type row struct{ span, err int }
	return fmt.Sprint("span", row{}.span, ctx)
}
