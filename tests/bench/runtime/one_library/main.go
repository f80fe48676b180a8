// Calls one library again and again, and prints what one call cost: nanoseconds, objects and bytes.
//
//	one-library http 10000
//	one-library sql 10000
package main

import (
	"bufio"
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"time"
)

func main() {
	times, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	defer start()()
	call := map[string]func() func(){"http": overHTTP, "sql": overSQL}[os.Args[1]]()
	for range times / 10 {
		call()
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	begun := time.Now()
	for range times {
		call()
	}
	took := time.Since(begun)
	runtime.ReadMemStats(&after)
	n := float64(times)
	fmt.Println(float64(took)/n, float64(after.Mallocs-before.Mallocs)/n, float64(after.TotalAlloc-before.TotalAlloc)/n)
}

// overHTTP sends a request to a server. The client allocates nothing.
func overHTTP() func() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") })))
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		panic(err)
	}
	request := []byte("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
	reader := bufio.NewReader(conn)
	return func() {
		if _, err := conn.Write(request); err != nil {
			panic(err)
		}
		for {
			line, err := reader.ReadSlice('\n')
			if err != nil {
				panic(err)
			}
			if string(line) == "\r\n" {
				break
			}
		}
		if _, err := reader.Discard(len("hello")); err != nil {
			panic(err)
		}
	}
}

// overSQL makes a query, to which a driver answers that does nothing.
func overSQL() func() {
	db := open(nothing{})
	ctx := context.Background()
	return func() {
		rows, err := db.QueryContext(ctx, "SELECT 1")
		if err != nil {
			panic(err)
		}
		rows.Close()
	}
}

type nothing struct{}

func (nothing) Open(string) (driver.Conn, error)         { return nothing{}, nil }
func (nothing) Prepare(string) (driver.Stmt, error)      { return nil, driver.ErrSkip }
func (nothing) Close() error                             { return nil }
func (nothing) Begin() (driver.Tx, error)                { return nil, driver.ErrSkip }
func (nothing) CheckNamedValue(*driver.NamedValue) error { return nil }
func (nothing) Columns() []string                        { return nil }
func (nothing) Next([]driver.Value) error                { return io.EOF }
func (nothing) ResetSession(context.Context) error       { return nil }
func (nothing) IsValid() bool                            { return true }
func (nothing) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return nothing{}, nil
}
