package example

import (
	"context"
	"fmt"
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

func pointer(c *Context) error {
	fmt.Println(c.user)
	return c.Err()
}

func own(c ownContext) string { return c.User() }

func none(c noContext) {}

func method(n int, dialContext *Context) (err error) {
	return dialContext.Err()
}
