// Spans made with the functions of the first major version of the tracing library, around and inside woven ones: one trace.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer"
)

func main() {
	before, ctx := tracer.StartSpanFromContext(context.Background(), "before", tracer.ResourceName("by hand"))
	woven(ctx)
	before.Finish()
	overHTTP()
	carried()
}

//dd:span
func woven(ctx context.Context) {
	inside, insideCtx := tracer.StartSpanFromContext(ctx, "inside")
	child := tracer.StartSpan("child of inside", tracer.ChildOf(inside.Context()))
	child.Finish()
	wovenToo(insideCtx)
	inside.Finish()
	if current, ok := tracer.SpanFromContext(ctx); ok {
		current.SetTag("set", "by hand")
	}
	noContext()
}

//dd:span
func wovenToo(ctx context.Context) {
	span, _ := tracer.StartSpanFromContext(ctx, "within both")
	defer span.Finish()
}

//dd:span
func noContext() {}

// overHTTP has the woven client and server carry the trace.
func overHTTP() {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		span, ctx := tracer.StartSpanFromContext(r.Context(), "in the handler")
		defer span.Finish()
		woven(ctx)
	}))
	defer server.Close()
	span, ctx := tracer.StartSpanFromContext(context.Background(), "around a request")
	defer span.Finish()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL, nil)
	if err != nil {
		panic(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	_ = response.Body.Close()
	fmt.Println(response.Status)
}

// carried has the trace in headers, as a message queue would.
func carried() {
	headers := http.Header{}
	send(context.Background(), headers)
	received := make(chan struct{})
	go func() {
		defer close(received)
		receive(headers)
	}()
	<-received
}

//dd:span
func send(ctx context.Context, headers http.Header) {
	if span, ok := tracer.SpanFromContext(ctx); ok {
		if err := tracer.Inject(span.Context(), tracer.HTTPHeadersCarrier(headers)); err != nil {
			panic(err)
		}
	}
}

func receive(headers http.Header) {
	var options []tracer.StartSpanOption
	if parent, err := tracer.Extract(tracer.HTTPHeadersCarrier(headers)); err == nil {
		options = append(options, tracer.ChildOf(parent))
	}
	span := tracer.StartSpan("received", options...)
	defer span.Finish()
	woven(tracer.ContextWithSpan(context.Background(), span))
}
