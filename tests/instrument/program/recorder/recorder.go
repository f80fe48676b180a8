// Package recorder prints spans when they end.
package recorder

import (
	c "context"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/embedded"
	"go.opentelemetry.io/otel/trace/noop"
)

//instrument:exclude Start
type provider struct{ embedded.TracerProvider }

func Use() { otel.SetTracerProvider(provider{}) }

func (provider) Tracer(name string, _ ...trace.TracerOption) trace.Tracer { return tracer{name: name} }

type tracer struct {
	embedded.Tracer
	name string
}

type span struct {
	noop.Span
	name, parent, said string
}

func (t tracer) Start(ctx c.Context, name string, _ ...trace.SpanStartOption) (c.Context, trace.Span) {
	s := &span{name: t.name + ":" + name}
	if p, ok := trace.SpanFromContext(ctx).(*span); ok {
		s.parent = p.name
	}
	return trace.ContextWithSpan(ctx, s), s
}

func (s *span) SetStatus(code codes.Code, text string)        { s.said += fmt.Sprint(" ", code, " ", text) }
func (s *span) RecordError(err error, _ ...trace.EventOption) { s.said += " recorded " + err.Error() }
func (s *span) SetAttributes(kv ...attribute.KeyValue)        { s.said += fmt.Sprint(" ", kv) }
func (s *span) End(...trace.SpanEndOption) {
	if r := recover(); r != nil {
		s.said += fmt.Sprint(" panic ", r)
		defer panic(r)
	}
	fmt.Printf("%s < %s%s\n", s.name, s.parent, s.said)
}
