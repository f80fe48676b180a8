package example

import "context"

//instrument:include
func F(ctx context.Context) error { return ctx.Err() }
