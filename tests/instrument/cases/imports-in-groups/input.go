package example

import (
	"context" // for F
	"fmt"     // for G

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace" // types
)

func F(ctx context.Context, _ trace.Span) error { return ctx.Err() }

func G() { fmt.Println(attribute.Bool("a", true)) }
