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
	_ "go.opentelemetry.io/otel"                                                    // pyorch: database, directives, logs, messaging, sdk, aws, database-sql, fasthttp, go-redis-v6, go-redis-v7, go-redis-v8, go-redis-v9, gocql, gqlgen, graphql-go, grpc, kafka-go, mongo-v1, mongo-v2, net-http-client, net-http-server, pgx, redigo, sarama
	_ "go.opentelemetry.io/otel/attribute"                                          // pyorch: database, directives, logs, messaging, aws, database-sql, gocql, gqlgen, graphql-go, kafka-go, mongo-v1, mongo-v2, pgx, sarama
	_ "go.opentelemetry.io/otel/codes"                                              // pyorch: database, directives, messaging, aws, gqlgen, graphql-go, grpc, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"                 // pyorch: exporter-otlp-http
	_ "go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"           // pyorch: exporter-otlp-http
	_ "go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"             // pyorch: exporter-otlp-http
	_ "go.opentelemetry.io/otel/log"                                                // pyorch: logs
	_ "go.opentelemetry.io/otel/metric"                                             // pyorch: database, messaging, sdk, database-sql, net-http-client, net-http-server
	_ "go.opentelemetry.io/otel/propagation"                                        // pyorch: messaging, grpc, kafka-go, net-http-client, net-http-server, sarama
	_ "go.opentelemetry.io/otel/sdk/log"                                            // pyorch: exporter-otlp-http, logrus, slog, zap, zerolog
	_ "go.opentelemetry.io/otel/sdk/metric"                                         // pyorch: exporter-otlp-http, sdk
	_ "go.opentelemetry.io/otel/sdk/resource"                                       // pyorch: logs, sdk
	_ "go.opentelemetry.io/otel/sdk/trace"                                          // pyorch: exporter-otlp-http, sdk
	_ "go.opentelemetry.io/otel/semconv/v1.43.0"                                    // pyorch: database, directives, messaging, aws, database-sql, gocql, gqlgen, graphql-go, grpc, kafka-go, mongo-v1, mongo-v2, net-http-client, net-http-server, pgx, sarama
	_ "go.opentelemetry.io/otel/semconv/v1.43.0/dbconv"                             // pyorch: database-sql, go-redis-v6, go-redis-v7, go-redis-v8, go-redis-v9, gocql, mongo-v1, mongo-v2, pgx, redigo
	_ "go.opentelemetry.io/otel/semconv/v1.43.0/messagingconv"                      // pyorch: kafka-go, sarama
	_ "go.opentelemetry.io/otel/trace"                                              // pyorch: database, directives, logs, messaging, sdk, aws, gin, gls, gqlgen, graphql-go, grpc, net-http-client, net-http-server, sarama
	_ "go.opentelemetry.io/otel/trace/embedded"                                     // pyorch: sdk
)
