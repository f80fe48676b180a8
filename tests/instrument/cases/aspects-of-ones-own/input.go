package example

import (
	"context"
	"fmt"
)

func F(ctx context.Context) error {
	fmt.Println(ctx)
	return nil
}

func G(ctx context.Context) {}
