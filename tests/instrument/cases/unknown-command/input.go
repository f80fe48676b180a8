package example

import "context"

//instrument:exlude F
func F(ctx context.Context) error { return ctx.Err() }
