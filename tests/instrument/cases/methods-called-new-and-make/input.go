package pool

import "context"

type pool struct{ n *int }

var one = &pool{n: new(1)}

type (
	name = string
	size int)

func (p *pool) new(ctx context.Context) error {
	return p.make(ctx)
}

//dd:span operation:make(pool)
func (p *pool) make(ctx context.Context) error {
	return ctx.Err()
}
