package example

import "context"

func fetch(ctx context.Context) error { return ctx.Err() }

func caller(ctx context.Context) error { return fetch(ctx) }
