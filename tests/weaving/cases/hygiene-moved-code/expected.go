//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_context "context";import __pyorch_url "net/url"/*line /src/input.go:1:16*/

import (
	"context"
	"net/url"
)

func fetch(ctx context.Context, at *url.URL) error { return ctx.Err() }

func caller(ctx context.Context) error {
	return /*line <generated>:1:1*/func(ctx __pyorch_context.Context, url string) error {
    return /*line /src/input.go:11:9*/fetch(ctx, &/*line <generated>:1:1*/__pyorch_url/*line /src/input.go:11:24*/.URL{Path: /*line <generated>:1:1*/__pyorch_url/*line /src/input.go:11:38*/.PathEscape("/")})
/*line <generated>:1:1*/
}(__pyorch_context.TODO(), "moved")/*line /src/input.go:11:56*/
}

func nested(ctx context.Context) error {
	return /*line <generated>:1:1*/func(ctx __pyorch_context.Context, url string) error {
    return /*line /src/input.go:15:9*/fetch(ctx, func(url /*line <generated>:1:1*/__pyorch_url/*line /src/input.go:15:32*/.URL) (joined */*line <generated>:1:1*/__pyorch_url/*line /src/input.go:15:50*/.URL) {
		joined = url.JoinPath("/")
		_ = /*line <generated>:1:1*/func(ctx __pyorch_context.Context, url string) error {
    return /*line /src/input.go:17:7*/fetch(ctx, joined)
/*line <generated>:1:1*/
}(__pyorch_context.TODO(), "moved")/*line /src/input.go:17:25*/
		return joined
	}(/*line <generated>:1:1*/__pyorch_url/*line /src/input.go:19:7*/.URL{}))
/*line <generated>:1:1*/
}(__pyorch_context.TODO(), "moved")/*line /src/input.go:19:15*/
}
