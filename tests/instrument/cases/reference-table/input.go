package example

import (
	"context"
	"errors"
	"fmt"
)

func Fib(ctx context.Context, n int) int {
	if n < 2 {
		return 1
	}
	return Fib(ctx, n-1) + Fib(ctx, n-2)
}

func fib(n int) int { return n }

func Basic(ctx context.Context) (err error) {
	return errors.New("basic")
}

func Exec(ctx context.Context) error {
	fmt.Println(ctx)
	return nil
}

// Comment is documented.
func Comment(ctx context.Context) int {
	// the first comment
	// the second one
	return 43
}

func CommentMultiline() int {
	/* two
	lines */
	return 43
}

func OneLine(n int) int { return fib(n) }

func OneLineWithComment(n int) int { return fib(n) } // is left alone

func OneLineTypical(ctx context.Context, n int) (int, error) { return fib(n), nil }

func CustomName(b int, specialCtx context.Context) (specialErr error) {
	fmt.Println(b, specialCtx)
	return nil
}

func MultipleContextMultipleError(a context.Context, b context.Context) (erra error, errorb error) {
	fmt.Println(a, b)
	return nil, nil
}

func MultipleContextMultipleErrorCollapsed(a, b context.Context) (erra, errob error) {
	fmt.Println(a, b)
	return nil, nil
}

func MultipleErrorNotNamed(ctx context.Context) (int, error, error) {
	fmt.Println(ctx)
	return 1, nil, nil
}

func Closure(ctx context.Context) func(int) int {
	return func(n int) int {
		return Fib(ctx, n)
	}
}

func FunctionCallingAnonymousFunc(ctx context.Context) {
	func(ctx context.Context) {
		fmt.Println(ctx)
	}(ctx)
}

func AnonymousFuncWithoutContext() {
	func(n int) {
		fmt.Println(n)
	}(1)
}

func AnonymousFunc() {
	f := func(ctx context.Context) (name string, err error) {
		return fmt.Sprint(ctx), nil
	}
	fmt.Println(f(context.Background()))
}

func AnonymousFuncSkippedNoContext(ctx context.Context) {
	func(n int) {
		fmt.Println(ctx, n)
	}(1)
}

func AnonymousFuncAnonymousContext(ctx context.Context) {
	func(_ context.Context) {
		fmt.Println("unused")
	}(ctx)
}

type Cat struct{}

func (s Cat) Name(ctx context.Context) (name string, err error) {
	return fmt.Sprint(ctx), nil
}

type Apple struct{}

func (s *Apple) MethodWithPointerReceiver(ctx context.Context) (err error) {
	return ctx.Err()
}

func (s Apple) MethodWithValueReceiver(ctx context.Context) (err error) {
	return ctx.Err()
}

func (*Apple) MethodWithPointerReceiverUnnamed(ctx context.Context) (err error) {
	return ctx.Err()
}

func (Apple) MethodWithValueReceiverUnnamed(ctx context.Context) (err error) {
	return ctx.Err()
}

func (s *Apple) MethodWithCustomErrorName(ctx context.Context) (errXYZ error) {
	return ctx.Err()
}

func (s *Apple) MethodWithCustomContextName(myContext context.Context) (err error) {
	return myContext.Err()
}

func (s *Apple) MethodWithAnonymousContext(_ context.Context, n int) (err error) {
	fmt.Println(n)
	return nil
}
