// Tracing by hand with OpenTelemetry: an SDK, a handler and a client of the program's own.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"
	"strings"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

func raw(address string, paths ...string) {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	defer connection.Close()
	reader := bufio.NewReader(connection)
	for _, path := range paths {
		fmt.Fprintf(connection, "GET %s HTTP/1.1\r\nHost: shop\r\n\r\n", path)
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		io.Copy(io.Discard, response.Body)
		response.Body.Close()
		fmt.Println(path, response.StatusCode)
	}
}

func main() {
	before := otel.Tracer("before")
	recorder := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(recorder))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})

	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		otel.Tracer("shop").Start(r.Context(), "left open")
		fmt.Fprintf(w, "hello %s", r.PathValue("name"))
	})
	wrapped := otelhttp.NewHandler(mux, "front", otelhttp.WithSpanOptions(trace.WithAttributes(attribute.String("team", "shop"))),
		otelhttp.WithFilter(func(r *http.Request) bool { return r.URL.Path != "/health" }))
	server := httptest.NewServer(wrapped)
	defer server.Close()

	client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}
	ctx, span := before.Start(context.Background(), "main")
	for _, path := range []string{"/hello/ada", "/health"} {
		request, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+path, nil)
		response, err := client.Do(request)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		fmt.Println(response.StatusCode, strings.TrimSpace(string(body)))
	}
	span.End()
	// Two requests on one connection, without a trace: the second must not be below the first, whose span is filtered out, nor below
	// the span that the handler of the second leaves open.
	raw(server.Listener.Addr().String(), "/health", "/hello/bob", "/hello/eve")
	server.Close()

	lines := []string{}
	for _, each := range recorder.Ended() {
		team := ""
		for _, tag := range each.Attributes() {
			if tag.Key == "team" {
				team = tag.Value.AsString()
			}
		}
		lines = append(lines, fmt.Sprintln(each.SpanKind(), each.Name(), team, each.Parent().IsValid(), each.SpanContext().TraceID() == span.SpanContext().TraceID()))
	}
	sort.Strings(lines)
	fmt.Print(strings.Join(lines, ""))
}
