package example

import "context"

type thing struct {
	name  string
	ready bool
}

func (client *thing) Do(ctx context.Context) (result error) {
	return ctx.Err()
}
