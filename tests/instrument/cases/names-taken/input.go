package example

import (
	"context"
	"fmt"
)

func parameter(ctx context.Context, span string) error {
	fmt.Println(ctx, span)
	return nil
}

func variable(ctx context.Context) error {
	span, err := fmt.Println(ctx)
	fmt.Println(span)
	return err
}

func packages(ctx context.Context, otel, codes, tracer string) error {
	fmt.Println(ctx, otel, codes, tracer)
	return nil
}

func inside(ctx context.Context) error {
	func(ctx context.Context, span int) {
		fmt.Println(ctx, span)
	}(ctx, 1)
	return nil
}

func span(n int) int { return n }

func callsIt(ctx context.Context) int {
	return span(1)
}

func mentionsOnly(ctx context.Context) string {
	// the span, ctx and err of a comment clash with nothing
	type row struct{ span, err int }
	return fmt.Sprint("span", row{}.span, ctx)
}
