package example

import (
	"context"
	"fmt"

	otel1 "go.opentelemetry.io/otel"
	otelcodes "go.opentelemetry.io/otel/codes"
)

func parameter(ctx context.Context, span string) (err error) {
	ctx, span1 := otel1.Tracer("app").Start(ctx, "parameter")
	defer span1.End()
	defer func() {
		if err != nil {
			span1.RecordError(err)
			span1.SetStatus(otelcodes.Error, err.Error())
		}
	}()

	fmt.Println(ctx, span)
	return nil
}

func variable(ctx context.Context) (err1 error) {
	ctx, span1 := otel1.Tracer("app").Start(ctx, "variable")
	defer span1.End()
	defer func() {
		if err1 != nil {
			span1.RecordError(err1)
			span1.SetStatus(otelcodes.Error, err1.Error())
		}
	}()

	span, err := fmt.Println(ctx)
	fmt.Println(span)
	return err
}

func packages(ctx context.Context, otel, codes, tracer string) (err error) {
	ctx, span := otel1.Tracer("app").Start(ctx, "packages")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(otelcodes.Error, err.Error())
		}
	}()

	fmt.Println(ctx, otel, codes, tracer)
	return nil
}

func inside(ctx context.Context) (err error) {
	ctx, span := otel1.Tracer("app").Start(ctx, "inside")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(otelcodes.Error, err.Error())
		}
	}()

	func(ctx context.Context, span int) {
		ctx, span1 := otel1.Tracer("app").Start(ctx, "inside.func1")
		defer span1.End()

		fmt.Println(ctx, span)
	}(ctx, 1)
	return nil
}

func span(n int) int { return n }

func callsIt(ctx context.Context) int {
	_, span1 := otel1.Tracer("app").Start(ctx, "callsIt")
	defer span1.End()

	return span(1)
}

func mentionsOnly(ctx context.Context) string {
	ctx, span1 := otel1.Tracer("app").Start(ctx, "mentionsOnly")
	defer span1.End()

	// the span, ctx and err of a comment clash with nothing
	type row struct{ span, err int }
	return fmt.Sprint("span", row{}.span, ctx)
}
