//go:build datadog

package tracing

import (
	"net/http"

	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

// Start sends spans to Datadog's agent. What it returns sends the last ones.
func Start() (stop func(), err error) {
	return tracer.Stop, tracer.Start()
}

// Handler traces the server's side of requests.
func Handler(handler http.Handler) http.Handler {
	return httptrace.WrapHandler(handler, "orders", "server")
}

// Client traces the client's side of requests.
func Client() *http.Client {
	return httptrace.WrapClient(http.DefaultClient)
}
