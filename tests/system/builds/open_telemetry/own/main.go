// A program that sets up its own SDK, after it has taken a tracer and made a span.
package main

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

//otel:span
func woven(context.Context) {}

func main() {
	ctx := context.Background()
	early := otel.Tracer("early")
	_, span := early.Start(ctx, "before")
	span.End()
	exporter := tracetest.NewInMemoryExporter()
	provider := trace.NewTracerProvider(trace.WithSyncer(exporter))
	otel.SetTracerProvider(provider)
	ctx, span = early.Start(ctx, "after")
	woven(ctx)
	span.End()
	for _, each := range exporter.GetSpans() {
		fmt.Println(each.Name, each.Parent.IsValid())
	}
	if err := provider.Shutdown(ctx); err != nil {
		fmt.Println(err)
	}
}
