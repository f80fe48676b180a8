package main

import (
	"context"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"

	"example.com/notes/internal/note"
	"example.com/notes/internal/store"
)

// tracedStore puts a span around each call, where the store's own source has a //dd:span comment.
type tracedStore struct {
	*store.Store
}

func span(ctx context.Context, operation, function string) (*tracer.Span, context.Context) {
	return tracer.StartSpanFromContext(ctx, operation, tracer.Tag("function-name", function), tracer.Tag("layer", "store"))
}

func (s tracedStore) Create(ctx context.Context, draft note.Draft) (created note.Note, err error) {
	span, ctx := span(ctx, "store.create", "Create")
	defer func() { span.Finish(tracer.WithError(err)) }()
	return s.Store.Create(ctx, draft)
}

func (s tracedStore) Get(ctx context.Context, id int64) (found note.Note, err error) {
	span, ctx := span(ctx, "store.get", "Get")
	defer func() { span.Finish(tracer.WithError(err)) }()
	return s.Store.Get(ctx, id)
}

func (s tracedStore) List(ctx context.Context) (notes []note.Note, err error) {
	span, ctx := span(ctx, "store.list", "List")
	defer func() { span.Finish(tracer.WithError(err)) }()
	return s.Store.List(ctx)
}

func (s tracedStore) Search(ctx context.Context, text, column string) (notes []note.Note, err error) {
	span, ctx := span(ctx, "store.search", "Search")
	defer func() { span.Finish(tracer.WithError(err)) }()
	return s.Store.Search(ctx, text, column)
}
