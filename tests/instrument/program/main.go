package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"example.com/prog/recorder"
)

type Shop[T any] struct{}

func (s *Shop[T]) Buy(ctx context.Context, span string) (int, error) {
	err := pay(ctx)
	func() {
		fmt.Println("unnamed")
	}()
	each := func(ctx context.Context) error { return func(ctx context.Context) error { return ctx.Err() }(ctx) }
	_ = each(ctx)
	return 1, err
}

func pay(context.Context) error { return errors.New("no money") }

type Context struct{ context.Context }

func own(c *Context) (err error) { return pay(c) }

//dd:span layer:db
func tagged(n int) {}

var lit = func(ctx context.Context) { _ = pay(ctx) }

//instrument:exclude left
func left(ctx context.Context) { _ = pay(ctx) }

func boom(ctx context.Context) {
	defer func() { fmt.Println("main recovers", recover()) }()
	crash(ctx)
}

func crash(ctx context.Context) { panic("crash") }

func handle(w http.ResponseWriter, r *http.Request) { _ = pay(r.Context()) }

func main() {
	recorder.Use()
	ctx := context.Background()
	_, _ = new(Shop[int]).Buy(ctx, "")
	_ = own(&Context{ctx})
	tagged(1)
	lit(ctx)
	left(ctx)
	boom(ctx)
	handle(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
}
