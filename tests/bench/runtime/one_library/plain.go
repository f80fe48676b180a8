//go:build !hand

package main

import (
	"database/sql"
	"database/sql/driver"
	"net/http"
)

func start() func() { return func() {} }

func handler(own http.Handler) http.Handler { return own }

func open(own driver.Driver) *sql.DB {
	sql.Register("nothing", own)
	db, err := sql.Open("nothing", "")
	if err != nil {
		panic(err)
	}
	return db
}
