// Statements that convert their arguments themselves.
package main

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

type own struct{}

func (own) Open(string) (driver.Conn, error) { return conn{}, nil }

type conn struct{}

func (conn) Prepare(q string) (driver.Stmt, error) {
	if q == "old" {
		return oldStmt{}, nil
	}
	return stmt{}, nil
}
func (conn) Close() error              { return nil }
func (conn) Begin() (driver.Tx, error) { return nil, errors.New("none") }

type oldStmt struct{}

func (oldStmt) Close() error  { return nil }
func (oldStmt) NumInput() int { return 1 }
func (oldStmt) Exec(args []driver.Value) (driver.Result, error) {
	fmt.Println("exec", args)
	return driver.ResultNoRows, nil
}
func (oldStmt) Query([]driver.Value) (driver.Rows, error) { return nil, errors.New("none") }

// ColumnConverter is the older way, CheckNamedValue the newer one.
func (oldStmt) ColumnConverter(int) driver.ValueConverter { return joined{} }

type joined struct{}

func (joined) ConvertValue(v any) (driver.Value, error) { return fmt.Sprint("converted ", v), nil }

type stmt struct{ oldStmt }

func (stmt) CheckNamedValue(v *driver.NamedValue) error {
	v.Value = strings.Join(v.Value.([]string), "+")
	return nil
}

func main() {
	sql.Register("own", own{})
	db, _ := sql.Open("own", "")
	_, err := db.Exec("x", []string{"a", "b"})
	fmt.Println("exec:", err)
	prepared, _ := db.Prepare("x")
	_, err = prepared.Exec([]string{"c", "d"})
	fmt.Println("prepared:", err)
	_, err = db.Exec("old", []string{"e", "f"})
	fmt.Println("column converter, exec:", err)
	prepared, _ = db.Prepare("old")
	_, err = prepared.Exec([]string{"g", "h"})
	fmt.Println("column converter, prepared:", err)
}
