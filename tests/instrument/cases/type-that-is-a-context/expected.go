package example

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

type Context struct {
	context.Context
	user string
}

type ownContext interface {
	context.Context
	User() string
}

type noContext struct{}

func pointer(c *Context) (err error) {
	_, span := otel.Tracer("app").Start(c, "pointer")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	fmt.Println(c.user)
	return c.Err()
}

func own(c ownContext) string {
	_, span := otel.Tracer("app").Start(c, "own")
	defer span.End()
	return c.User()
}

func none(c noContext) {}

func method(n int, dialContext *Context) (err error) {
	// Before: (n int, dialContext *Context) (err error)
	_, span := otel.Tracer("app").Start(dialContext, "method")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return dialContext.Err()
}
