// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools

import (
	_ "go.opentelemetry.io/contrib/bridges/otelslog"                                // pyorch: slog
	_ "go.opentelemetry.io/contrib/bridges/otelzap"                                 // pyorch: zap
	_ "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc" // pyorch: grpc
	_ "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"               // pyorch: chi, chi-v5, echo, fasthttp, fiber, gin, httprouter, mux, net-http-client, net-http-server, twirp
	_ "go.opentelemetry.io/contrib/instrumentation/runtime"                         // pyorch: sdk
	_ "go.opentelemetry.io/contrib/propagators/autoprop"                            // pyorch: sdk
	_ "go.opentelemetry.io/otel"                                                    // pyorch: directives, logs, sdk, fasthttp, gqlgen, graphql-go, grpc, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/attribute"                                          // pyorch: directives, logs, gqlgen, graphql-go
	_ "go.opentelemetry.io/otel/codes"                                              // pyorch: directives, gqlgen, graphql-go, grpc, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"                 // pyorch: exporter-otlp-http
	_ "go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"           // pyorch: exporter-otlp-http
	_ "go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"             // pyorch: exporter-otlp-http
	_ "go.opentelemetry.io/otel/log"                                                // pyorch: logs
	_ "go.opentelemetry.io/otel/metric"                                             // pyorch: sdk, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/propagation"                                        // pyorch: grpc, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/sdk/log"                                            // pyorch: exporter-otlp-http, logrus, slog, zap, zerolog
	_ "go.opentelemetry.io/otel/sdk/metric"                                         // pyorch: exporter-otlp-http, sdk
	_ "go.opentelemetry.io/otel/sdk/resource"                                       // pyorch: logs, sdk
	_ "go.opentelemetry.io/otel/sdk/trace"                                          // pyorch: exporter-otlp-http, sdk
	_ "go.opentelemetry.io/otel/semconv/v1.43.0"                                    // pyorch: directives, gqlgen, graphql-go, grpc, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/trace"                                              // pyorch: directives, logs, sdk, gin, gls, gqlgen, graphql-go, grpc, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/trace/embedded"                                     // pyorch: sdk
)
