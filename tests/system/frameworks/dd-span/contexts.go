package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
)

//dd:span group:contexts
func contexts(ctx context.Context) {
	apart(func() { otherName(ctx) })
	apart(func() { unnamed("one", ctx) })
	apart(func() { blank(ctx, 1) })
	apart(func() { second("two", ctx) })
	apart(func() { besideRest(ctx, "a", "b") })
	apart(func() { request(nil, httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ctx)) })
	apart(func() { implements(&session{ctx, "pointer"}) })
	apart(func() { implementsByValue(session{ctx, "value"}) })
	apart(func() { implementsAnInterface(&session{ctx, "interface"}) })
	apart(func() { implementsAsParameter(&session{ctx, "parameter"}) })
	fromTheGoroutine("nested")
	// From here on there is no context: each is a trace of its own.
	apart(func() { fromTheGoroutine("apart") })
	apart(func() { rest(ctx) })
	apart(func() { otherName(nil) })
	apart(func() { request(nil, nil) })
	apart(func() { implements(nil) })
	apart(func() { implementsByValue(session{}) })
	apart(func() { implementsAnInterface(nil) })
	apart(func() { picky(choosy{}) })
}

//dd:span
func otherName(parent context.Context) { apart(func() { leaf(parent, "another name") }) }

//dd:span
func unnamed(string, context.Context) { leaf(context.Background(), "no name") }

//dd:span
func blank(_ context.Context, _ int) { leaf(context.Background(), "a blank") }

//dd:span
func second(_ string, ctx context.Context) { apart(func() { leaf(ctx, "the second parameter") }) }

//dd:span
func besideRest(ctx context.Context, rest ...string) { apart(func() { leaf(ctx, fmt.Sprint(rest)) }) }

//dd:span
func rest(all ...context.Context) { leaf(context.Background(), fmt.Sprint(len(all), " of the rest")) }

//dd:span
func request(_ http.ResponseWriter, r *http.Request) {
	if r == nil {
		fmt.Println("no request")
		return
	}
	apart(func() { leaf(r.Context(), "a request") })
}

// session is a context, since it has one.
type session struct {
	context.Context
	name string
}

//dd:span
func implements(s *session) { leaf(context.Background(), fmt.Sprint("a session: ", s != nil)) }

//dd:span
func implementsByValue(s session) { leaf(context.Background(), "a session by "+s.name) }

type scope interface {
	context.Context
	isScope()
}

func (*session) isScope() {}

//dd:span
func implementsAnInterface(s scope) { leaf(context.Background(), fmt.Sprint("a scope: ", s != nil)) }

//dd:span
func implementsAsParameter[C context.Context](C) { leaf(context.Background(), "a type parameter") }

// choosy is a context that cannot be asked for everything.
type choosy struct{ context.Context }

func (choosy) Value(key any) any { return "value of " + key.(string) }

//dd:span
func picky(c choosy) { fmt.Println(c.Value("name")) }

//dd:span
func fromTheGoroutine(where string) { fmt.Println("no parameter,", where) }
