package example

import "context"

func f(ctx context.Context, id int, userName, userToken, other string) (n int, err error) {
	return id, ctx.Err()
}
