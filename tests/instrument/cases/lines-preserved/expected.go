package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

//line :7:1

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

//line :10:1
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
//line :15:1
	fmt.Println(ctx)
//line :15:1
	return ctx.Err()
//line :15:1
}

func untouched() {
	panic("line 18")
}

func empty(ctx context.Context) {
	_, span := otel.Tracer("app").Start(ctx, "empty")
	defer span.End()
//line :21:1
}

var last = func(ctx context.Context) string {
	ctx, span := otel.Tracer("app").Start(ctx, "init.func1")
	defer span.End()

//line :24:1
	return `
` + fmt.Sprint(ctx)
}
