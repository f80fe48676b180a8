package example

import "context" // the only one

func F(ctx context.Context) error { return ctx.Err() }
