package example

import (
	"context"
	"errors"
)

func unnamed(ctx context.Context) error {
	return ctx.Err()
}

func unnamedOfTwo(ctx context.Context) (int, error) {
	return 1, ctx.Err()
}

func next(ctx context.Context) (int, error) {
	err := ctx.Err()
	if err != nil {
		return 0, err
	}
	err1 := errors.New("one more")
	return 1, err1
}

func shadowed(ctx context.Context) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	return nil
}

func bare(ctx context.Context) (n int, err error) {
	n, err = 1, ctx.Err()
	return
}

func blank(ctx context.Context) (_ error) {
	return ctx.Err()
}

func blankOfTwo(ctx context.Context) (n int, _ error) {
	return 1, ctx.Err()
}

func namedButUnused(ctx context.Context) (err error) {
	return ctx.Err()
}

func namedAndUnusedOfTwo(ctx context.Context) (_ int, err error) {
	return 1, ctx.Err()
}

func notAnError(ctx context.Context) (*problem, bool) {
	return nil, ctx == nil
}

type problem struct{}

func (p *problem) Error() string { return "a problem" }

func lines(
	ctx context.Context,
	n int,
) (
	_ int,
	_ error,
) {
	return n, ctx.Err()
}
