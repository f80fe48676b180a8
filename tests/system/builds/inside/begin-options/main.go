// A transaction with options, on a driver that knows none: database/sql refuses it.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

type own struct{}

func (own) Open(string) (driver.Conn, error) { return conn{}, nil }

// conn knows nothing of options, so database/sql refuses them.
type conn struct{}

func (conn) Prepare(string) (driver.Stmt, error) { return nil, errors.New("none") }
func (conn) Close() error                        { return nil }
func (conn) Begin() (driver.Tx, error)           { return tx{}, nil }

type tx struct{}

func (tx) Commit() error   { return nil }
func (tx) Rollback() error { return nil }

func main() {
	sql.Register("own", own{})
	db, _ := sql.Open("own", "")
	_, err := db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	fmt.Println(err)
	_, err = db.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelSerializable})
	fmt.Println(err)
}
