package example

import (
	"context"
	"fmt"
)

type service[T any] struct{}

func (s *service[T]) run(ctx context.Context) {
	func() {
		fmt.Println("counts, but takes no context")
	}()
	go func(ctx context.Context) {
		each := func(ctx context.Context) {
			fmt.Println(ctx)
		}
		each(ctx)
		func(ctx context.Context) {
			fmt.Println(ctx)
		}(ctx)
	}(ctx)
}

var first = func() {}

var handlers = map[string]func(context.Context){
	"a": func(ctx context.Context) {
		fmt.Println(ctx)
	},
	"b": func(ctx context.Context) {
		fmt.Println(ctx)
	},
}

func init() {
	func(ctx context.Context) {
		fmt.Println(ctx)
	}(context.Background())
}

func init() {
	func(ctx context.Context) {
		fmt.Println(ctx)
	}(context.Background())
}
