package example

import "context"

func F(ctx context.Context, recovered int) (int, error) {
	if recovered > 0 {
		panic(ctx.Err())
	}
	return 1, nil
}
