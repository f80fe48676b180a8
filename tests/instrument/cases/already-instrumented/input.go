package example

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"

	"go.opentelemetry.io/otel"
	otelCodes "go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

var tracer = otel.Tracer("mine")

func byGoInstrument(ctx context.Context) (err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "byGoInstrument")
	defer span.End()
	defer func() {
		if err != nil {
			span.SetStatus(otelCodes.Error, "error")
			span.RecordError(err)
		}
	}()
	return ctx.Err()
}

func byHand(ctx context.Context) error {
	fmt.Println("first something else")
	c, mine := tracer.Start(ctx, "by hand", trace.WithSpanKind(trace.SpanKindClient))
	defer mine.End()
	return c.Err()
}

func derived(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	_, s := tracer.Start(ctx, "derived")
	s.End()
}

func ofTheRequest(w http.ResponseWriter, r *http.Request) {
	_, s := tracer.Start(r.Context(), "of the request")
	defer s.End()
}

type opentracing struct{}

func (opentracing) StartSpanFromContext(ctx context.Context, name string) (finisher, context.Context) {
	return finisher{}, ctx
}

type finisher struct{}

func (finisher) Finish() {}

func byOthers(ctx context.Context) error {
	span, ctx := opentracing{}.StartSpanFromContext(ctx, "by others")
	defer span.Finish()
	return ctx.Err()
}

func startsSomethingElse(ctx context.Context, cmd *exec.Cmd) error {
	return cmd.Start()
}

type server struct{}

func (server) Start(ctx context.Context, port int) (int, error) { return port, ctx.Err() }

func startsAServer(ctx context.Context, s server) error {
	port, err := s.Start(ctx, 80)
	fmt.Println(port)
	return err
}

func onlyInside(ctx context.Context) error {
	return func(ctx context.Context) error {
		_, span := tracer.Start(ctx, "inside")
		defer span.End()
		return nil
	}(ctx)
}
