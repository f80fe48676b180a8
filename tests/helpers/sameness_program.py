"""A program with a server, a client and a database, which tests build with plain go and with pyorch and compare.

It is pinned as examples/notes is, with the same go.mod, so that both share one set of aspects and its compiled packages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.paths import NOTES
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

MAIN = """\
// Sameness says on stdout where it is and what it sees; with an argument, it panics there.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"

	"example.com/notes/memory"
)

var (
	greeting = "hello"
	started  = where("a package variable")
)

func init() { fmt.Println(started); fmt.Println(where("an init function")) }

// where tells its caller's file and line.
func where(what string) string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s at %s:%d", what, filepath.Base(file), line)
}

// stack tells the lines of this program's own files that lead here, innermost first.
func stack() string {
	var lines []string
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		if name := filepath.Base(frame.File); name == "main.go" || name == "memory.go" {
			lines = append(lines, fmt.Sprintf("%s:%d", name, frame.Line))
		}
		if !more {
			return strings.Join(lines, " ")
		}
	}
}

type shop struct{ db *sql.DB }

//dd:span layer:shop
func (s *shop) names(ctx context.Context) (names []string, err error) { fmt.Println(where("a method's first line"))
	defer func() { fmt.Println(where("a deferred closure")) }()
	rows, err := s.db.QueryContext(ctx, "SELECT name")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

//dd:span
func greet(ctx context.Context, name string) string {
	say := func() string { return where("a closure") + " in " + stack() }
	return greeting + " " + name + ", " + say()
}

//dd:span kind:generic
func largest[T int | string](ctx context.Context, values ...T) (most T) {
	for _, value := range values {
		most = max(most, value)
	}
	fmt.Println(where("a generic function"))
	return
}

//dd:span layer:panics
func fall(ctx context.Context, where string) (err error) {
	step := func(deep int) {
		if deep > 0 {
			panic(fmt.Sprintf("%d deep in a closure", deep))
		}
	}
	switch where {
	case "function":
		panic("in a woven function")
	case "closure":
		step(2)
	case "index":
		return errors.New(os.Args[len(where)])
	case "method":
		_, err = (&shop{}).names(ctx)
	case "deferred":
		defer func() { step(1) }()
	case "goroutine":
		go func() { panic("in a goroutine") }()
		select {}
	}
	return err
}

func (s *shop) serve(w http.ResponseWriter, r *http.Request) {
	names, err := s.names(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("X-Where", where("a handler"))
	for _, name := range names {
		fmt.Fprintln(w, greet(r.Context(), name))
	}
}

func ask(ctx context.Context, client *http.Client, url string) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		panic(err)
	}
	show(client.Do(request))
	show(http.Get(url))
}

func show(response *http.Response, err error) {
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	var names []string
	for name := range response.Header {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Println(response.Status, names, response.Header.Get("X-Where"), string(body), err)
}

func main() {
	ctx := context.Background()
	if len(os.Args) > 1 {
		if err := fall(ctx, os.Args[1]); err != nil {
			panic(err)
		}
	}
	opened, err := sql.Open("memory", "any")
	fmt.Println(err)
	fmt.Println(sql.Drivers())
	for _, db := range []*sql.DB{opened, sql.OpenDB(memory.Connector{})} {
		names, err := (&shop{db}).names(ctx)
		fmt.Println(names, err, db.Ping(), db.Stats().OpenConnections)
		_, err = db.Exec("FAIL")
		fmt.Println(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /names", (&shop{opened}).serve)
	server := &http.Server{Handler: mux}
	go server.Serve(listener)
	ask(ctx, http.DefaultClient, "http://"+listener.Addr().String()+"/names")
	ask(ctx, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, "http://"+listener.Addr().String()+"/nowhere")
	fmt.Println(largest(ctx, 1, 3, 2), largest(ctx, "a", "c", "b"), server.Close())
	os.Exit(3)
}
"""

MEMORY = """\
// Package memory is a database driver that has two rows.
package memory

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
)

func init() { sql.Register("memory", Driver{}) }

type Driver struct{}

func (Driver) Open(string) (driver.Conn, error) { return conn{}, nil }

type Connector struct{}

func (Connector) Connect(context.Context) (driver.Conn, error) { return conn{}, nil }
func (Connector) Driver() driver.Driver                        { return Driver{} }

type conn struct{}

func (conn) Prepare(query string) (driver.Stmt, error) { return stmt{query}, nil }
func (conn) Close() error                              { return nil }
func (conn) Begin() (driver.Tx, error)                 { return nil, errors.New("no transactions") }

type stmt struct{ query string }

func (stmt) Close() error                                { return nil }
func (stmt) NumInput() int                               { return 0 }
func (s stmt) Exec([]driver.Value) (driver.Result, error) { return nil, errors.New("cannot " + s.query) }
func (stmt) Query([]driver.Value) (driver.Rows, error)   { return &rows{[]string{"ann", "bob"}}, nil }

type rows struct{ names []string }

func (*rows) Columns() []string { return []string{"name"} }
func (*rows) Close() error      { return nil }
func (r *rows) Next(values []driver.Value) error {
	if len(r.names) == 0 {
		return io.EOF
	}
	values[0], r.names = r.names[0], r.names[1:]
	return nil
}
"""

# The places where the program can panic on request.
PANICS = ("function", "closure", "index", "method", "deferred", "goroutine")


def program(folder: Path) -> Workshop:
    """Write the program into a new folder."""
    folder.mkdir(parents=True)
    pins = {name: (NOTES / name).read_text(encoding="utf-8") for name in ("go.mod", "go.sum", "orchestrion.tool.go")}
    return Workshop(folder).write({**pins, "main.go": MAIN, "memory/memory.go": MEMORY})
