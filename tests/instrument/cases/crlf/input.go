package example

import (
	"context"
	"fmt"
)

// F is.
func F(ctx context.Context) error {
	fmt.Println(ctx)
	return nil
}

func one(ctx context.Context) error { return ctx.Err() }
