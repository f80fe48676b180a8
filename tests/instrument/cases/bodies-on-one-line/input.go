package example

import (
	"context"
	"fmt"
)

type store struct{}

func (s store) Get(ctx context.Context) error        { return ctx.Err() }
func (s store) Put(ctx context.Context, n int) error { fmt.Println(n); return ctx.Err() }
func (s store) Len() int                             { return 0 }

func empty(ctx context.Context) {}

func onTwoLines(ctx context.Context) {
}

func commented(ctx context.Context) { /* nothing yet */ }

func withComment(ctx context.Context) error { return ctx.Err() /* as it is */ }

func nested(ctx context.Context) { func(ctx context.Context) { fmt.Println(ctx) }(ctx) }

var table = map[string]func(context.Context) error{
	"short":      func(ctx context.Context) error { return ctx.Err() },
	"quite long": func(ctx context.Context) error { return nil },
	"plain":      nil,
}

func arguments(ctx context.Context) {
	call(ctx,
		func(ctx context.Context) error { return ctx.Err() })
}

func call(ctx context.Context, f func(context.Context) error) { _ = f(ctx) } // behind it
