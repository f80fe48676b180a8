// A connector that has no driver.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

type connector struct{}

func (connector) Connect(context.Context) (driver.Conn, error) {
	return nil, errors.New("nobody there")
}
func (connector) Driver() driver.Driver { return nil }

func main() { fmt.Println(sql.OpenDB(connector{}).Ping()) }
