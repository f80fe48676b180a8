package example

import (
	"context"

	_ "go.opentelemetry.io/otel/codes"
	telemetry "go.opentelemetry.io/otel"
)

var tracer = telemetry.Tracer("mine")

func F(ctx context.Context) error { return ctx.Err() }
