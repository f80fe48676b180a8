// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools

import (
	_ "github.com/DataDog/dd-trace-go/contrib/99designs/gqlgen/v2"                     // pyorch: gqlgen
	_ "github.com/DataDog/dd-trace-go/contrib/IBM/sarama/v2"                           // pyorch: sarama
	_ "github.com/DataDog/dd-trace-go/contrib/aws/aws-sdk-go-v2/v2/aws"                // pyorch: aws
	_ "github.com/DataDog/dd-trace-go/contrib/database/sql/v2"                         // pyorch: database-sql
	_ "github.com/DataDog/dd-trace-go/contrib/elastic/go-elasticsearch.v6/v2"          // pyorch: elasticsearch
	_ "github.com/DataDog/dd-trace-go/contrib/gin-gonic/gin/v2"                        // pyorch: gin
	_ "github.com/DataDog/dd-trace-go/contrib/go-chi/chi.v5/v2"                        // pyorch: chi-v5
	_ "github.com/DataDog/dd-trace-go/contrib/go-chi/chi/v2"                           // pyorch: chi
	_ "github.com/DataDog/dd-trace-go/contrib/go-redis/redis.v7/v2"                    // pyorch: go-redis-v7
	_ "github.com/DataDog/dd-trace-go/contrib/go-redis/redis.v8/v2"                    // pyorch: go-redis-v8
	_ "github.com/DataDog/dd-trace-go/contrib/go-redis/redis/v2"                       // pyorch: go-redis-v6
	_ "github.com/DataDog/dd-trace-go/contrib/go.mongodb.org/mongo-driver.v2/v2/mongo" // pyorch: mongo-v2
	_ "github.com/DataDog/dd-trace-go/contrib/go.mongodb.org/mongo-driver/v2/mongo"    // pyorch: mongo-v1
	_ "github.com/DataDog/dd-trace-go/contrib/gocql/gocql/v2"                          // pyorch: gocql
	_ "github.com/DataDog/dd-trace-go/contrib/gofiber/fiber.v2/v2"                     // pyorch: fiber
	_ "github.com/DataDog/dd-trace-go/contrib/gomodule/redigo/v2"                      // pyorch: redigo
	_ "github.com/DataDog/dd-trace-go/contrib/google.golang.org/grpc/v2"               // pyorch: grpc
	_ "github.com/DataDog/dd-trace-go/contrib/gorm.io/gorm.v1/v2"                      // pyorch: gorm
	_ "github.com/DataDog/dd-trace-go/contrib/graphql-go/graphql/v2"                   // pyorch: graphql-go
	_ "github.com/DataDog/dd-trace-go/contrib/hashicorp/vault/v2"                      // pyorch: vault
	_ "github.com/DataDog/dd-trace-go/contrib/jackc/pgx.v5/v2"                         // pyorch: pgx
	_ "github.com/DataDog/dd-trace-go/contrib/julienschmidt/httprouter/v2"             // pyorch: httprouter
	_ "github.com/DataDog/dd-trace-go/contrib/k8s.io/client-go/v2/kubernetes"          // pyorch: client-go
	_ "github.com/DataDog/dd-trace-go/contrib/labstack/echo.v4/v2"                     // pyorch: echo
	_ "github.com/DataDog/dd-trace-go/contrib/log/slog/v2"                             // pyorch: slog
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2"                             // pyorch: mux, net-http-server, net-http-client
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2/client"                      // pyorch: net-http-client
	_ "github.com/DataDog/dd-trace-go/contrib/redis/go-redis.v9/v2"                    // pyorch: go-redis-v9
	_ "github.com/DataDog/dd-trace-go/contrib/segmentio/kafka-go/v2"                   // pyorch: kafka-go
	_ "github.com/DataDog/dd-trace-go/contrib/twitchtv/twirp/v2"                       // pyorch: twirp
	_ "github.com/DataDog/dd-trace-go/contrib/valyala/fasthttp/v2"                     // pyorch: fasthttp
	_ "github.com/DataDog/dd-trace-go/v2/appsec/events"                                // pyorch: os
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/ext"                                  // pyorch: logrus, mux, zerolog
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"                               // pyorch: tracer, kafka-go, logrus, mux, zap, zerolog
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation"                              // pyorch: mux
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/appsec/dyngo"                 // pyorch: os
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/appsec/emitter/ossec"         // pyorch: os
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/env"                          // pyorch: profiler
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/httptrace"                    // pyorch: mux
	_ "github.com/DataDog/dd-trace-go/v2/profiler"                                     // pyorch: gls, profiler
)
