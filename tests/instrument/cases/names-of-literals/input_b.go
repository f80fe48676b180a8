package example

import "context"

var last = func(ctx context.Context) error {
	return ctx.Err()
}

func init() {
	_ = func(ctx context.Context) error {
		return ctx.Err()
	}(context.Background())
}
