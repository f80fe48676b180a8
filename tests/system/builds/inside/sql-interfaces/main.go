// What a program sees of its drivers, with all optional interfaces and with none, and what the drivers see of the program.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// bare implements nothing that is optional.
type bare struct{ name string }

func (b bare) told(what string, more ...any) {
	fmt.Println(append([]any{"  " + b.name + ":", what}, more...)...)
}

type bareDriver struct{ bare }

func (d bareDriver) Open(source string) (driver.Conn, error) {
	d.told("open", source)
	if source == "nowhere" {
		return nil, errors.New("nobody there")
	}
	return &bareConn{d.bare}, nil
}

type bareConn struct{ bare }

func (c *bareConn) Prepare(query string) (driver.Stmt, error) {
	c.told("prepare", query)
	if query == "wrong" {
		return nil, errors.New("wrong")
	}
	return &bareStmt{c.bare, query}, nil
}
func (c *bareConn) Close() error { c.told("close"); return nil }
func (c *bareConn) Begin() (driver.Tx, error) {
	c.told("begin")
	return bareTx{c.bare}, nil
}

type bareStmt struct {
	bare
	query string
}

func (s *bareStmt) Close() error  { s.told("close statement", s.query); return nil }
func (s *bareStmt) NumInput() int { return -1 }
func (s *bareStmt) Exec(values []driver.Value) (driver.Result, error) {
	s.told("exec", s.query, values)
	return driver.RowsAffected(1), nil
}
func (s *bareStmt) Query(values []driver.Value) (driver.Rows, error) {
	s.told("query", s.query, values)
	return &bareRows{bare: s.bare}, nil
}

type bareRows struct {
	bare
	read bool
}

func (r *bareRows) Columns() []string { return []string{"number"} }
func (r *bareRows) Close() error      { r.told("close rows"); return nil }
func (r *bareRows) Next(values []driver.Value) error {
	if r.read {
		return io.EOF
	}
	r.read = true
	values[0] = int64(1)
	return nil
}

type bareTx struct{ bare }

func (t bareTx) Commit() error   { t.told("commit"); return nil }
func (t bareTx) Rollback() error { t.told("rollback"); return nil }

// full implements everything.
type fullDriver struct{ bareDriver }

func (d fullDriver) OpenConnector(source string) (driver.Connector, error) {
	d.told("connector", source)
	return &fullConnector{d, source}, nil
}

type fullConnector struct {
	driver fullDriver
	source string
}

func (c *fullConnector) Connect(ctx context.Context) (driver.Conn, error) {
	c.driver.told("connect", c.source, ctx.Value(key{}))
	return &fullConn{bareConn{c.driver.bare}}, nil
}
func (c *fullConnector) Driver() driver.Driver { return c.driver }
func (c *fullConnector) Close() error          { c.driver.told("close connector"); return nil }

type fullConn struct{ bareConn }

func (c *fullConn) Ping(context.Context) error { c.told("ping"); return nil }
func (c *fullConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	c.told("prepare in a context", query, ctx.Value(key{}))
	return &fullStmt{bareStmt{c.bare, query}}, nil
}
func (c *fullConn) ExecContext(ctx context.Context, query string, values []driver.NamedValue) (driver.Result, error) {
	c.told("exec in a context", query, values, ctx.Value(key{}))
	if query == "skip" {
		return nil, driver.ErrSkip
	}
	return driver.RowsAffected(2), nil
}
func (c *fullConn) QueryContext(ctx context.Context, query string, values []driver.NamedValue) (driver.Rows, error) {
	c.told("query in a context", query, values, ctx.Value(key{}))
	if query == "skip" {
		return nil, driver.ErrSkip
	}
	return &fullRows{bareRows{bare: c.bare}}, nil
}
func (c *fullConn) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	c.told("begin in a context", options, ctx.Value(key{}))
	return bareTx{c.bare}, nil
}
func (c *fullConn) CheckNamedValue(value *driver.NamedValue) error {
	c.told("check", value.Value)
	return nil
}
func (c *fullConn) ResetSession(context.Context) error { c.told("reset"); return nil }
func (c *fullConn) IsValid() bool                      { c.told("is valid"); return true }

type fullStmt struct{ bareStmt }

func (s *fullStmt) ExecContext(ctx context.Context, values []driver.NamedValue) (driver.Result, error) {
	s.told("exec statement", s.query, values, ctx.Value(key{}))
	return driver.RowsAffected(3), nil
}
func (s *fullStmt) QueryContext(ctx context.Context, values []driver.NamedValue) (driver.Rows, error) {
	s.told("query statement", s.query, values, ctx.Value(key{}))
	return &fullRows{bareRows{bare: s.bare}}, nil
}
func (s *fullStmt) CheckNamedValue(value *driver.NamedValue) error {
	s.told("check for statement", value.Value)
	return nil
}

type fullRows struct{ bareRows }

func (r *fullRows) HasNextResultSet() bool                             { return false }
func (r *fullRows) NextResultSet() error                               { return io.EOF }
func (r *fullRows) ColumnTypeDatabaseTypeName(int) string              { return "NUMBER" }
func (r *fullRows) ColumnTypeLength(int) (int64, bool)                 { return 8, true }
func (r *fullRows) ColumnTypeNullable(int) (bool, bool)                { return true, true }
func (r *fullRows) ColumnTypeScanType(int) reflect.Type                { return reflect.TypeFor[int64]() }
func (r *fullRows) ColumnTypePrecisionScale(int) (a, b int64, ok bool) { return 3, 2, true }

type key struct{}

// has prints which of the optional interfaces a value implements.
func has(what string, value any) {
	fmt.Printf("%s is %T:", what, value)
	test := func(name string, does bool) {
		if does {
			fmt.Print(" ", name)
		}
	}
	_, is := value.(driver.DriverContext)
	test("DriverContext", is)
	_, is = value.(io.Closer)
	test("Closer", is)
	_, is = value.(driver.Pinger)
	test("Pinger", is)
	_, is = value.(driver.ExecerContext)
	test("ExecerContext", is)
	_, is = value.(driver.Execer)
	test("Execer", is)
	_, is = value.(driver.QueryerContext)
	test("QueryerContext", is)
	_, is = value.(driver.Queryer)
	test("Queryer", is)
	_, is = value.(driver.ConnPrepareContext)
	test("ConnPrepareContext", is)
	_, is = value.(driver.ConnBeginTx)
	test("ConnBeginTx", is)
	_, is = value.(driver.SessionResetter)
	test("SessionResetter", is)
	_, is = value.(driver.Validator)
	test("Validator", is)
	_, is = value.(driver.NamedValueChecker)
	test("NamedValueChecker", is)
	fmt.Println()
}

func use(ctx context.Context, db *sql.DB) {
	has("driver", db.Driver())
	fmt.Println("ping", db.PingContext(ctx))
	conn, err := db.Conn(ctx)
	fmt.Println("conn", err)
	fmt.Println("raw", conn.Raw(func(own any) error { has("connection", own); return nil }))
	fmt.Println("close", conn.Close())

	for _, query := range []string{"plain", "skip"} {
		result, err := db.ExecContext(ctx, query, 7)
		fmt.Println("exec", err)
		if err == nil {
			fmt.Println(result.RowsAffected())
		}
		rows, err := db.QueryContext(ctx, query, "seven")
		fmt.Println("query", err)
		types, err := rows.ColumnTypes()
		fmt.Println(types[0].DatabaseTypeName(), types[0].ScanType(), err)
		for rows.Next() {
			var number int
			fmt.Println(rows.Scan(&number), number)
		}
		fmt.Println(rows.NextResultSet(), rows.Err(), rows.Close())
	}

	prepared, err := db.PrepareContext(ctx, "prepared")
	fmt.Println("prepare", err)
	_, err = prepared.ExecContext(ctx, sql.Named("named", 1))
	fmt.Println("exec prepared", err)
	_, err = prepared.Exec(1)
	fmt.Println("exec prepared", err)
	var number int
	fmt.Println("row", prepared.QueryRowContext(ctx, 2).Scan(&number), number)

	for _, options := range []*sql.TxOptions{nil, {ReadOnly: true}, {Isolation: sql.LevelSerializable}} {
		tx, err := db.BeginTx(ctx, options)
		fmt.Println("begin", err)
		if err != nil {
			continue
		}
		_, err = tx.StmtContext(ctx, prepared).ExecContext(ctx, 3)
		fmt.Println("exec in tx", err)
		own, err := tx.PrepareContext(ctx, "of tx")
		fmt.Println("prepare in tx", err)
		again := tx.StmtContext(ctx, own)
		_, err = again.Exec(4)
		fmt.Println("exec own", err, own.Close(), again.Close())
		if options == nil {
			fmt.Println("commit", tx.Commit(), errors.Is(tx.Rollback(), sql.ErrTxDone))
		} else {
			fmt.Println("rollback", tx.Rollback())
		}
	}
	fmt.Println("close prepared", prepared.Close())
	_, err = db.PrepareContext(ctx, "wrong")
	fmt.Println("wrong", err)
	fmt.Println("close", db.Close())
}

func main() {
	ctx := context.WithValue(context.Background(), key{}, "of the caller")
	sql.Register("bare", bareDriver{bare{"bare"}})
	sql.Register("full", fullDriver{bareDriver{bare{"full"}}})
	sql.Register("full, too", fullDriver{bareDriver{bare{"full"}}})
	fmt.Println(sql.Drivers())
	for _, name := range []string{"bare", "full"} {
		db, err := sql.Open(name, "anywhere")
		fmt.Println("open", err)
		use(ctx, db)
	}
	use(ctx, sql.OpenDB(&fullConnector{fullDriver{bareDriver{bare{"of a connector"}}}, "elsewhere"}))

	nowhere, err := sql.Open("bare", "nowhere")
	fmt.Println("open", err, nowhere.PingContext(ctx))
	_, err = sql.Open("unknown", "")
	fmt.Println(err)
	func() {
		defer func() { fmt.Println(recover()) }()
		sql.Register("bare", fullDriver{})
	}()
}
