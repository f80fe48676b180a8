// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools

import (
	_ "github.com/DataDog/dd-trace-go/contrib/database/sql/v2"             // pyorch: database-sql
	_ "github.com/DataDog/dd-trace-go/contrib/gin-gonic/gin/v2"            // pyorch: gin
	_ "github.com/DataDog/dd-trace-go/contrib/go-chi/chi.v5/v2"            // pyorch: chi-v5
	_ "github.com/DataDog/dd-trace-go/contrib/go-chi/chi/v2"               // pyorch: chi
	_ "github.com/DataDog/dd-trace-go/contrib/gofiber/fiber.v2/v2"         // pyorch: fiber
	_ "github.com/DataDog/dd-trace-go/contrib/gomodule/redigo/v2"          // pyorch: redigo
	_ "github.com/DataDog/dd-trace-go/contrib/google.golang.org/grpc/v2"   // pyorch: grpc
	_ "github.com/DataDog/dd-trace-go/contrib/gorm.io/gorm.v1/v2"          // pyorch: gorm
	_ "github.com/DataDog/dd-trace-go/contrib/hashicorp/vault/v2"          // pyorch: vault
	_ "github.com/DataDog/dd-trace-go/contrib/julienschmidt/httprouter/v2" // pyorch: httprouter
	_ "github.com/DataDog/dd-trace-go/contrib/labstack/echo.v4/v2"         // pyorch: echo
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2"                 // pyorch: mux, net-http-server, net-http-client
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2/client"          // pyorch: net-http-client
	_ "github.com/DataDog/dd-trace-go/contrib/valyala/fasthttp/v2"         // pyorch: fasthttp
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/ext"                      // pyorch: mux
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"                   // pyorch: tracer, mux
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation"                  // pyorch: mux
	_ "github.com/DataDog/dd-trace-go/v2/instrumentation/httptrace"        // pyorch: mux
)
