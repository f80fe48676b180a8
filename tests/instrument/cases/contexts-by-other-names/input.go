package example

import (
	c "context"
	"fmt"
)

func aliased(ctx c.Context) {
	fmt.Println(ctx)
}

func pointer(ctx *c.Context) {
	fmt.Println(ctx)
}

func variadic(ctx ...c.Context) {
	fmt.Println(ctx)
}

func second(n int, ctx c.Context) {
	fmt.Println(n, ctx)
}

func last(names []string, f func(c.Context) error, ctx c.Context) {
	fmt.Println(names, f(ctx))
}

func hidden(c struct{ Context int }) {
	fmt.Println(c.Context)
}
