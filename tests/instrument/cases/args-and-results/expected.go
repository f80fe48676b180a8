package example

import (
	"context"
	"strconv"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

type ID string

func all(ctx context.Context, s string, b bool, i int, i8 int8, r rune, u uint, u64 uint64, f32 float32, f float64) (n int64, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "all")
	defer span.End()
	span.SetAttributes(attribute.String("s", s))
	span.SetAttributes(attribute.Bool("b", b))
	span.SetAttributes(attribute.Int("i", i))
	span.SetAttributes(attribute.Int64("i8", int64(i8)))
	span.SetAttributes(attribute.Int64("r", int64(r)))
	span.SetAttributes(attribute.String("u", strconv.FormatUint(uint64(u), 10)))
	span.SetAttributes(attribute.String("u64", strconv.FormatUint(u64, 10)))
	span.SetAttributes(attribute.Float64("f32", float64(f32)))
	span.SetAttributes(attribute.Float64("f", f))
	defer func() {
		span.SetAttributes(attribute.Int64("n", n))
	}()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return 1, ctx.Err()
}

func secrets(ctx context.Context, user, password, apiKey, accessToken string, sessionID int, pinCode int) (token string) {
	_, span := otel.Tracer("app").Start(ctx, "secrets")
	defer span.End()
	span.SetAttributes(attribute.String("user", user))

	return user + password + apiKey + accessToken
}

func others(ctx context.Context, id ID, tags []string, more ...string) (_ map[string]int, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "others")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return nil, ctx.Err()
}
