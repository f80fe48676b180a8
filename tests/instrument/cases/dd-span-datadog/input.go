package example

import (
	"context"
	"fmt"
)

//dd:span span.name:checkout team:"the shop" urgent
func Named(ctx context.Context) error {
	return ctx.Err()
}

//dd:span layer:db
func WithoutContext(n int) {
	fmt.Println(n)
}

func literal() {
	//dd:span span.name:inner
	f := func() {
		fmt.Println()
	}
	f()
}
