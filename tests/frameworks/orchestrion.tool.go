// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools

import (
	_ "github.com/DataDog/dd-trace-go/contrib/go-chi/chi.v5/v2"   // pyorch: chi-v5
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2"        // pyorch: net-http-server, net-http-client
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2/client" // pyorch: net-http-client
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"          // pyorch: tracer
)
