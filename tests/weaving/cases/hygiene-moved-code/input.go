package example

import (
	"context"
	"net/url"
)

func fetch(ctx context.Context, at *url.URL) error { return ctx.Err() }

func caller(ctx context.Context) error {
	return fetch(ctx, &url.URL{Path: url.PathEscape("/")})
}

func nested(ctx context.Context) error {
	return fetch(ctx, func(url url.URL) (joined *url.URL) {
		joined = url.JoinPath("/")
		_ = fetch(ctx, joined)
		return joined
	}(url.URL{}))
}
