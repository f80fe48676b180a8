package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

//line input.go:7

// F is documented.
func F(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "F")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

//line input.go:10
	// in front of it
	fmt.Println(ctx)

	return nil
}
func oneLine(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "oneLine")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
//line input.go:15
	fmt.Println(ctx)
//line input.go:15
	return ctx.Err()
//line input.go:15
}

func untouched() {
	panic("line 18")
}

func empty(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "empty")
	defer span.End()
//line input.go:21
}

var last = func(ctx context.Context) string {
	ctx, span := otel.Tracer("app").Start(ctx, "init.func1")
	defer span.End()

//line input.go:24
	return `
` + fmt.Sprint(ctx)
}
