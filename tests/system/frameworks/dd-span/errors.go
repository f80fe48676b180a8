package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
)

type failure struct{ what string }

func (f *failure) Error() string { return f.what }

//dd:span group:errors
func errors(ctx context.Context) {
	fmt.Println(fails(ctx, true), fails(ctx, false))
	fmt.Println(failsNamed(ctx))
	fmt.Println(failsLast(ctx))
	fmt.Println(failsFirst(ctx))
	fmt.Println(failsWithItsOwnType(ctx) == nil)
	fmt.Println(mends(ctx))
	fmt.Println(caught(func() { panics(ctx) }))
	fmt.Println(caught(func() { _ = panicsWithAnError(ctx) }))
	apart(func() { exits(ctx) })
	defer fmt.Println("rescued")
	defer rescues(ctx)
	panic("to be rescued")
}

//dd:span
func fails(_ context.Context, really bool) error {
	if really {
		return &failure{"it failed"}
	}
	return nil
}

//dd:span
func failsNamed(context.Context) (n int, err error) {
	defer func() { err = fmt.Errorf("after all: %w", err) }()
	return 7, io.ErrUnexpectedEOF
}

//dd:span
func failsLast(context.Context) (int, string, error) { return 1, "text", io.EOF }

//dd:span
func failsFirst(context.Context) (error, error) { return io.EOF, nil }

//dd:span
func failsWithItsOwnType(context.Context) *failure { return nil }

//dd:span
func mends(context.Context) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("mended: %v", thrown)
		}
	}()
	panic("broken")
}

//dd:span
func panics(context.Context) { panic("thrown") }

//dd:span
func panicsWithAnError(context.Context) (err error) {
	err = io.EOF
	panic("thrown with an error at hand")
}

//dd:span
func exits(context.Context) { runtime.Goexit() }

//dd:span
func rescues(context.Context) { fmt.Println("recovered:", recover()) }

func caught(run func()) (thrown any) {
	defer func() { thrown = recover() }()
	run()
	return nil
}
