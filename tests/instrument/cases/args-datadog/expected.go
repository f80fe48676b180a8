package example

import (
	"context"
	"fmt"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

type ID string

func all(ctx context.Context, s string, b bool, i int, i8 int8, r rune, u uint, u64 uint64, f32 float32, f float64) (n int64, err error) {
	span, ctx := tracer.StartSpanFromContext(ctx, "all")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(tracer.WithError(err))
	}()
	span.SetTag("s", s)
	span.SetTag("b", b)
	span.SetTag("i", i)
	span.SetTag("i8", i8)
	span.SetTag("r", r)
	span.SetTag("u", u)
	span.SetTag("u64", u64)
	span.SetTag("f32", f32)
	span.SetTag("f", f)
	defer func() {
		span.SetTag("n", n)
	}()

	return 1, ctx.Err()
}

func secrets(ctx context.Context, user, password, apiKey, accessToken string, sessionID int, pinCode int) (token string) {
	span, _ := tracer.StartSpanFromContext(ctx, "secrets")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish()
	}()
	span.SetTag("user", user)

	return user + password + apiKey + accessToken
}

func others(ctx context.Context, id ID, tags []string, more ...string) (_ map[string]int, err error) {
	span, ctx := tracer.StartSpanFromContext(ctx, "others")
	defer func() {
		if recovered := recover(); recovered != nil {
			span.Finish(tracer.WithError(fmt.Errorf("panic: %v", recovered)))
			panic(recovered)
		}
		span.Finish(tracer.WithError(err))
	}()

	return nil, ctx.Err()
}
