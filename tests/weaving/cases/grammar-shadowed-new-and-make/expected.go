//line /src/input.go:1:1
package p

import "context"

type pool struct{ n *int }

var one = &pool{n: new(1)}

func (p *pool) new(ctx context.Context) error {/*line <generated>:1:1*/{println("the one called new")
};{println("new")
};/*line /src/input.go:9:48*/
	return p.make(ctx)
}

//dd:span operation:make(pool)
func (p *pool) make(ctx context.Context) error {/*line <generated>:1:1*/{println("make(pool)")
};{println("make")
};/*line /src/input.go:14:49*/
	return ctx.Err()
}
