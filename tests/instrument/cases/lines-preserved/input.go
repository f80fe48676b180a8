package example

import (
	"context"
	"fmt"
)

// F is documented.
func F(ctx context.Context) error {
	// in front of it
	fmt.Println(ctx)

	return nil
}
func oneLine(ctx context.Context) error { fmt.Println(ctx); return ctx.Err() }

func untouched() {
	panic("line 18")
}

func empty(ctx context.Context) {}

var last = func(ctx context.Context) string {
	return `
` + fmt.Sprint(ctx)
}
