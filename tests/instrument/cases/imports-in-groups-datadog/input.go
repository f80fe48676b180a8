package example

import (
	"context"

	"go.opentelemetry.io/otel/trace"

	// our own
	"example.com/own/pkg"
)

func F(ctx context.Context, _ trace.Span, _ pkg.T) error { return ctx.Err() }
