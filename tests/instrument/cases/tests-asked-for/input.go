package example

import "context"

func F(ctx context.Context) {}
