package example

// int one(void) { return 1; }
import "C"

import (
	"context"
	"fmt"
)

func F(ctx context.Context) error {
	fmt.Println(ctx, C.one())
	return nil
}
