//go:build datadog

package tracing

import (
	"net/http"

	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

// Start starts Datadog's tracer. The function stop sends the last spans.
func Start() (stop func(), err error) {
	return tracer.Stop, tracer.Start()
}

// Handler wraps a handler, so that it opens a span for each request.
func Handler(handler http.Handler) http.Handler {
	return httptrace.WrapHandler(handler, "orders", "server")
}

// Client returns a client that opens a span for each request.
func Client() *http.Client {
	return httptrace.WrapClient(http.DefaultClient)
}
