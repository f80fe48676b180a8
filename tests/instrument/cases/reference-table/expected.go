package example

import (
	"context"
	"errors"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

func Fib(ctx context.Context, n int) int {
	ctx, span := otel.Tracer("app").Start(ctx, "Fib")
	defer span.End()

	if n < 2 {
		return 1
	}
	return Fib(ctx, n-1) + Fib(ctx, n-2)
}

func fib(n int) int { return n }

func Basic(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (err error)
	_, span := otel.Tracer("app").Start(ctx, "Basic")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return errors.New("basic")
}

func Exec(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Exec")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	fmt.Println(ctx)
	return nil
}

// Comment is documented.
func Comment(ctx context.Context) int {
	_, span := otel.Tracer("app").Start(ctx, "Comment")
	defer span.End()

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

func OneLineTypical(ctx context.Context, n int) (_ int, err error) {
	_, span := otel.Tracer("app").Start(ctx, "OneLineTypical")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()
	return fib(n), nil
}

func CustomName(b int, specialCtx context.Context) (specialErr error) {
	specialCtx, span := otel.Tracer("app").Start(specialCtx, "CustomName")
	defer span.End()
	defer func() {
		if specialErr != nil {
			span.RecordError(specialErr)
			span.SetStatus(codes.Error, specialErr.Error())
		}
	}()

	fmt.Println(b, specialCtx)
	return nil
}

func MultipleContextMultipleError(a context.Context, b context.Context) (erra error, errorb error) {
	a, span := otel.Tracer("app").Start(a, "MultipleContextMultipleError")
	defer span.End()
	defer func() {
		if erra != nil {
			span.RecordError(erra)
			span.SetStatus(codes.Error, erra.Error())
		}
	}()

	fmt.Println(a, b)
	return nil, nil
}

func MultipleContextMultipleErrorCollapsed(a, b context.Context) (erra, errob error) {
	a, span := otel.Tracer("app").Start(a, "MultipleContextMultipleErrorCollapsed")
	defer span.End()
	defer func() {
		if erra != nil {
			span.RecordError(erra)
			span.SetStatus(codes.Error, erra.Error())
		}
	}()

	fmt.Println(a, b)
	return nil, nil
}

func MultipleErrorNotNamed(ctx context.Context) (_ int, err error, _ error) {
	ctx, span := otel.Tracer("app").Start(ctx, "MultipleErrorNotNamed")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	fmt.Println(ctx)
	return 1, nil, nil
}

func Closure(ctx context.Context) func(int) int {
	ctx, span := otel.Tracer("app").Start(ctx, "Closure")
	defer span.End()

	return func(n int) int {
		return Fib(ctx, n)
	}
}

func FunctionCallingAnonymousFunc(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "FunctionCallingAnonymousFunc")
	defer span.End()

	func(ctx context.Context) {
		ctx, span := otel.Tracer("app").Start(ctx, "FunctionCallingAnonymousFunc.func1")
		defer span.End()

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
		ctx, span := otel.Tracer("app").Start(ctx, "AnonymousFunc.func1")
		defer span.End()
		defer func() {
			if err != nil {
				span.RecordError(err)
				span.SetStatus(codes.Error, err.Error())
			}
		}()

		return fmt.Sprint(ctx), nil
	}
	fmt.Println(f(context.Background()))
}

func AnonymousFuncSkippedNoContext(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "AnonymousFuncSkippedNoContext")
	defer span.End()

	func(n int) {
		fmt.Println(ctx, n)
	}(1)
}

func AnonymousFuncAnonymousContext(ctx context.Context) {
	ctx, span := otel.Tracer("app").Start(ctx, "AnonymousFuncAnonymousContext")
	defer span.End()

	func(ctx context.Context) {
		// Before: (_ context.Context)
		_, span := otel.Tracer("app").Start(ctx, "AnonymousFuncAnonymousContext.func1")
		defer span.End()

		fmt.Println("unused")
	}(ctx)
}

type Cat struct{}

func (s Cat) Name(ctx context.Context) (name string, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Cat.Name")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return fmt.Sprint(ctx), nil
}

type Apple struct{}

func (s *Apple) MethodWithPointerReceiver(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (err error)
	ctx, span := otel.Tracer("app").Start(ctx, "Apple.MethodWithPointerReceiver")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func (s Apple) MethodWithValueReceiver(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (err error)
	ctx, span := otel.Tracer("app").Start(ctx, "Apple.MethodWithValueReceiver")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func (*Apple) MethodWithPointerReceiverUnnamed(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (err error)
	ctx, span := otel.Tracer("app").Start(ctx, "Apple.MethodWithPointerReceiverUnnamed")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func (Apple) MethodWithValueReceiverUnnamed(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (err error)
	ctx, span := otel.Tracer("app").Start(ctx, "Apple.MethodWithValueReceiverUnnamed")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func (s *Apple) MethodWithCustomErrorName(ctx context.Context) (errXYZ error) {
	ctx, span := otel.Tracer("app").Start(ctx, "Apple.MethodWithCustomErrorName")
	defer span.End()
	defer func() {
		if errXYZ != nil {
			span.RecordError(errXYZ)
			span.SetStatus(codes.Error, errXYZ.Error())
		}
	}()

	return ctx.Err()
}

func (s *Apple) MethodWithCustomContextName(myContext context.Context) (err error) {
	// Before: (myContext context.Context) (err error)
	myContext, span := otel.Tracer("app").Start(myContext, "Apple.MethodWithCustomContextName")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return myContext.Err()
}

func (s *Apple) MethodWithAnonymousContext(ctx context.Context, n int) (err error) {
	// Before: (_ context.Context, n int) (err error)
	_, span := otel.Tracer("app").Start(ctx, "Apple.MethodWithAnonymousContext")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	fmt.Println(n)
	return nil
}
