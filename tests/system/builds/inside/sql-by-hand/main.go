// A database that the program traces itself, beside one that it does not.
package main

import (
	"context"
	"database/sql"
	"fmt"

	sqltrace "github.com/DataDog/dd-trace-go/contrib/database/sql/v2"
	"modernc.org/sqlite"
)

func main() {
	sqltrace.Register("sqlite", &sqlite.Driver{}, sqltrace.WithService("of the program"))
	byHand, err := sqltrace.Open("sqlite", ":memory:", sqltrace.WithCustomTag("by", "hand"))
	if err != nil {
		panic(err)
	}
	connector, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		panic(err)
	}
	for _, db := range []*sql.DB{byHand, connector} {
		var number int
		fmt.Println(db.QueryRowContext(context.Background(), "SELECT 1").Scan(&number), number, db.Close())
	}
}
