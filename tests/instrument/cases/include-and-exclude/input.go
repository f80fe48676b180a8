package example

import "context"

//instrument:exclude Skipped|Cat.Purr|twice
//instrument:include twice

func Traced(ctx context.Context) error { return ctx.Err() }

func Skipped(ctx context.Context) error {
	return func(ctx context.Context) error {
		return ctx.Err()
	}(ctx)
}

type Cat struct{}

func (c Cat) Purr(ctx context.Context) error { return ctx.Err() }

func (c Cat) Skipped(ctx context.Context) error { return ctx.Err() }

func (c Cat) Meow(ctx context.Context) error { return ctx.Err() }

func twice(ctx context.Context) error { return ctx.Err() }
