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
	ctx, span := otel.Tracer("app").Start(ctx, "opentracing.StartSpanFromContext")
	defer span.End()

	return finisher{}, ctx
}

type finisher struct{}

func (finisher) Finish() {}

func byOthers(ctx context.Context) error {
	span, ctx := opentracing{}.StartSpanFromContext(ctx, "by others")
	defer span.Finish()
	return ctx.Err()
}

func startsSomethingElse(ctx context.Context, cmd *exec.Cmd) (err error) {
	_, span := otel.Tracer("app").Start(ctx, "startsSomethingElse")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(otelCodes.Error, err.Error())
		}
	}()

	return cmd.Start()
}

type server struct{}

func (server) Start(ctx context.Context, port int) (_ int, err error) {
	ctx, span := otel.Tracer("app").Start(ctx, "server.Start")
	defer span.End()
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(otelCodes.Error, err.Error())
		}
	}()
	return port, ctx.Err()
}

func startsAServer(ctx context.Context, s server) (err1 error) {
	ctx, span := otel.Tracer("app").Start(ctx, "startsAServer")
	defer span.End()
	defer func() {
		if err1 != nil {
			span.RecordError(err1)
			span.SetStatus(otelCodes.Error, err1.Error())
		}
	}()

	port, err := s.Start(ctx, 80)
	fmt.Println(port)
	return err
}

func onlyInside(ctx context.Context) (err error) {
	ctx, span1 := otel.Tracer("app").Start(ctx, "onlyInside")
	defer span1.End()
	defer func() {
		if err != nil {
			span1.RecordError(err)
			span1.SetStatus(otelCodes.Error, err.Error())
		}
	}()

	return func(ctx context.Context) error {
		_, span := tracer.Start(ctx, "inside")
		defer span.End()
		return nil
	}(ctx)
}
