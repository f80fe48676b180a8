//go:build tools

// The packages that pyorch may weave into this module. No build of the module compiles this file: its imports
// are here so that go.mod requires them, and `go mod tidy` keeps them.
//
// `pyorch pin` wrote it and brings it up to date; commit it together with go.mod and go.sum.

package tools

import (
	_ "github.com/DataDog/dd-trace-go/contrib/database/sql/v2"    // database/sql: Open, OpenDB, Register
	_ "github.com/DataDog/dd-trace-go/contrib/gin-gonic/gin/v2"   // gin: New, Default
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2"        // net/http: every server, every Transport
	_ "github.com/DataDog/dd-trace-go/contrib/net/http/v2/client" // net/http: Get and its kin, where a context is at hand
	_ "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"          // main: the tracer's start and stop; //dd:span
)
