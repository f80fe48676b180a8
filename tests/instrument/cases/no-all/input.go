package example

import "context"

func Left(ctx context.Context) error { return ctx.Err() }

func Asked(ctx context.Context) error { return ctx.Err() }

type Cat struct{}

func (c Cat) Purr(ctx context.Context) error { return ctx.Err() }

func (c Cat) Meow(ctx context.Context) error { return ctx.Err() }

//dd:span
func Tagged(ctx context.Context) error { return ctx.Err() }

// instrument:include Left
// with a space in front, this is a comment like any other

//instrument:include Asked|Cat.Purr
