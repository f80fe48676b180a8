// Queries of database/sql with secrets in their literals and comments, sent to drivers that answer nothing. It prints their spans.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sort"
	"strings"

	"go.opentelemetry.io/otel"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// Its connections leave all queries to prepared statements.
type silent struct{}

func (silent) Open(string) (driver.Conn, error)    { return silent{}, nil }
func (silent) Prepare(string) (driver.Stmt, error) { return silent{}, nil }
func (silent) Begin() (driver.Tx, error)           { return silent{}, nil }
func (silent) Close() error                        { return nil }
func (silent) NumInput() int                       { return -1 }
func (silent) Commit() error                       { return nil }
func (silent) Rollback() error                     { return nil }

func (silent) Exec([]driver.Value) (driver.Result, error) { return driver.ResultNoRows, nil }
func (silent) Query([]driver.Value) (driver.Rows, error)  { return nil, errors.New("no rows") }

func (silent) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	return nil, driver.ErrSkip
}

var queries = []struct{ driver, query string }{
	{"mysql", `UPDATE prices SET a = 'it\'s secret', b = -12.5e-3, c = 0xFF, d = "secret" WHERE id IN (1, 2, ?) -- secret`},
	{"mysql", "SELECT a.x FROM a, b AS bb, c JOIN shop.`d` ON a.id = d.id WHERE extract(year FROM a.t) = 1999 # don't show secret"},
	{"mysql", "INSERT INTO x SELECT * FROM y ON DUPLICATE KEY UPDATE z = 3"},
	{"postgres", `SELECT "first name" FROM "my people" WHERE a = E'it\'s secret' AND b = 'C:\' AND c::text = $1`},
	{"postgres", "INSERT INTO t (a, b) VALUES ($$secret$$, $tag$it's secret$tag$) RETURNING id"},
	{"postgres", "WITH r AS (SELECT id FROM q) DELETE FROM t WHERE x IN (SELECT id FROM r) AND y IS DISTINCT FROM z"},
	{"postgres", "SELECT * FROM only_one FOR UPDATE"},
	{"postgres", "CREATE USER ada WITH PASSWORD 'secret'"},
	{"sqlite", `SELECT * FROM [the table] WHERE name = "secret" AND price > .5 AND a = :a AND b = ?2`},
	{"sqlite", "CREATE UNIQUE INDEX IF NOT EXISTS by_name ON t(name)"},
	{"sqlite", "DROP TABLE IF EXISTS gone"},
	{"sqlite", "/* secret */ REPLACE INTO t VALUES ('secret, unterminated"},
	{"sqlite", "COMMIT; SELECT 1"},
	{"sqlite", ""},
	{"other", `SELECT a FROM t WHERE b = 'either \' or ', secret`},
}

func main() {
	ctx := context.Background()
	recorder := tracetest.NewSpanRecorder()
	otel.SetTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(recorder)))
	reader := sdkmetric.NewManualReader()
	otel.SetMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)))

	sources := map[string]string{
		"mysql":    "me:secret@tcp(db.example.com:3307)/shop?password=secret",
		"postgres": "postgres://me:secret@db.example.com:5433/shop?sslmode=disable",
		"sqlite":   "file:shop.db?_auth_pass=secret",
		"other":    "host=db.example.com password=secret dbname=shop",
	}
	databases := map[string]*sql.DB{}
	for name, source := range sources {
		sql.Register(name, silent{})
		databases[name], _ = sql.Open(name, source)
		databases[name].SetMaxOpenConns(7)
	}
	for _, each := range queries {
		if _, err := databases[each.driver].ExecContext(ctx, each.query); err != nil {
			panic(err)
		}
	}
	ctx, parent := otel.Tracer("shop").Start(ctx, "parent")
	tx, _ := databases["other"].BeginTx(ctx, nil)
	statement, _ := tx.PrepareContext(ctx, "SELECT a FROM t")
	_, err := statement.QueryContext(ctx)
	fmt.Println(err, tx.Commit())
	parent.End()

	for _, span := range recorder.Ended() {
		fmt.Println(span.SpanKind(), span.Name(), span.Parent().SpanID() == parent.SpanContext().SpanID(), span.Status().Code)
		for _, attribute := range span.Attributes() {
			fmt.Printf("    %s=%s\n", attribute.Key, attribute.Value.String())
		}
	}
	show(ctx, reader)
	databases["mysql"].Close()
}

// show prints the connections of one database, and the count of all operations.
func show(ctx context.Context, reader sdkmetric.Reader) {
	var collected metricdata.ResourceMetrics
	fmt.Println(reader.Collect(ctx, &collected))
	lines := []string{} // The points of a metric come in any order.
	for _, scope := range collected.ScopeMetrics {
		for _, metric := range scope.Metrics {
			switch data := metric.Data.(type) {
			case metricdata.Sum[int64]:
				for _, point := range data.DataPoints {
					if pool, _ := point.Attributes.Value("db.client.connection.pool.name"); pool.AsString() == "db.example.com:3307/shop" {
						state, _ := point.Attributes.Value("db.client.connection.state")
						lines = append(lines, fmt.Sprintln(metric.Name, state.AsString(), point.Value))
					}
				}
			case metricdata.Histogram[float64]:
				count := uint64(0)
				for _, point := range data.DataPoints {
					count += point.Count
				}
				lines = append(lines, fmt.Sprintln(metric.Name, count))
			}
		}
	}
	sort.Strings(lines)
	fmt.Print(strings.Join(lines, ""))
}
