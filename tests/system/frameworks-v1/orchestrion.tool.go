// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools

import (
	_ "github.com/DataDog/dd-trace-go/contrib/google.golang.org/grpc/v2"       // pyorch: grpc
	_ "github.com/DataDog/dd-trace-go/contrib/log/slog/v2"                     // pyorch: slog
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2"                     // pyorch: net-http-server, net-http-client
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2/client"              // pyorch: net-http-client
	_ "github.com/DataDog/dd-trace-go/v2/appsec/events"                        // pyorch: os
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"                       // pyorch: tracer
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/appsec/dyngo"         // pyorch: os
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/appsec/emitter/ossec" // pyorch: os
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/env"                  // pyorch: profiler
	_ "github.com/DataDog/dd-trace-go/v2/profiler"                             // pyorch: gls, profiler
)
