//go:build hand

package main

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/http"

	sqltrace "github.com/DataDog/dd-trace-go/contrib/database/sql/v2"
	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func start() func() {
	if err := tracer.Start(); err != nil {
		panic(err)
	}
	return tracer.Stop
}

// A woven server names its spans in this way.
func handler(own http.Handler) http.Handler {
	return httptrace.WrapHandler(own, "", "", httptrace.WithResourceNamer(func(r *http.Request) string {
		return fmt.Sprintf("%s %s", r.Method, r.URL.Path)
	}))
}

func open(own driver.Driver) *sql.DB {
	sqltrace.Register("nothing", own)
	db, err := sqltrace.Open("nothing", "")
	if err != nil {
		panic(err)
	}
	return db
}
