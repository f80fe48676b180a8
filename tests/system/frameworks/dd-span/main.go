// `//dd:span` on functions, methods, generic functions and literals; contexts from everywhere they come from, errors and tags.
package main

import (
	"context"
	"fmt"
)

//dd:span
func main() {
	ctx := context.Background()
	declared(ctx)
	contexts(ctx)
	literals(ctx)
	errors(ctx)
	tags(ctx)
}

// apart runs a function on a goroutine of its own, on which no span is active.
func apart(run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	<-done
}

//dd:span
func leaf(_ context.Context, of string) { fmt.Println("leaf of", of) }

//dd:span group:declared
func declared(ctx context.Context) {
	item := thing{"lamp"}
	item.byValue(ctx)
	item.byPointer(ctx)
	(&list[int]{values: []int{1, 2}}).each(ctx)
	fmt.Println(largest(ctx, 3, 5), largest(ctx, "a", "b"))
}

type thing struct{ name string }

//dd:span
func (t thing) byValue(context.Context) { fmt.Println("value", t.name) }

//dd:span
func (t *thing) byPointer(context.Context) { fmt.Println("pointer", t.name) }

type list[T any] struct{ values []T }

//dd:span
func (l *list[_]) each(context.Context) { fmt.Println("list of", len(l.values)) }

//dd:span
func largest[T int | string](_ context.Context, a, b T) T {
	return max(a, b)
}
