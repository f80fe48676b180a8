package example

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

func unnamed(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "unnamed")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func unnamedOfTwo(ctx context.Context) (_ int, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "unnamedOfTwo")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return 1, ctx.Err()
}

func next(ctx context.Context) (_ int, err2 error) {
	ctx, span := otel.Tracer("app").Start(ctx, "next")
	defer span.End()
	defer func() {
		if err2 != nil {
			span.RecordError(err2)
			span.SetStatus(codes.Error, err2.Error())
		}
	}()

	err := ctx.Err()
	if err != nil {
		return 0, err
	}
	err1 := errors.New("one more")
	return 1, err1
}

func shadowed(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "shadowed")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	if err := ctx.Err(); err != nil {
		return err
	}
	return nil
}

func bare(ctx context.Context) (n int, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "bare")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	n, err = 1, ctx.Err()
	return
}

func blank(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (_ error)
	ctx, span := otel.Tracer("app").Start(ctx, "blank")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func blankOfTwo(ctx context.Context) (n int, err error) {
	// Before: (ctx context.Context) (n int, _ error)
	ctx, span := otel.Tracer("app").Start(ctx, "blankOfTwo")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return 1, ctx.Err()
}

func namedButUnused(ctx context.Context) (err error) {
	// Before: (ctx context.Context) (err error)
	ctx, span := otel.Tracer("app").Start(ctx, "namedButUnused")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return ctx.Err()
}

func namedAndUnusedOfTwo(ctx context.Context) (_ int, err error) {
	// Before: (ctx context.Context) (_ int, err error)
	ctx, span := otel.Tracer("app").Start(ctx, "namedAndUnusedOfTwo")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return 1, ctx.Err()
}

func notAnError(ctx context.Context) (*problem, bool) {
	ctx, span := otel.Tracer("app").Start(ctx, "notAnError")
	defer span.End()

	return nil, ctx == nil
}

type problem struct{}

func (p *problem) Error() string { return "a problem" }

func lines(
	ctx context.Context,
	n int,
) (
	_ int,
	err error,
) {
	// Before: "(\n\tctx context.Context,\n\tn int,\n) (\n\t_ int,\n\t_ error,\n)"
	ctx, span := otel.Tracer("app").Start(ctx, "lines")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
	}()

	return n, ctx.Err()
}
