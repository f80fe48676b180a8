package example

import "context"

func fine(ctx context.Context) {}
