//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_context "context"/*line /src/input.go:1:16*/

import "context"

func fetch(ctx context.Context) error { return ctx.Err() }

func caller(ctx context.Context) error { return /*line <generated>:1:1*/func(ctx __pyorch_context.Context) error {
    return /*line /src/input.go:7:49*/fetch(ctx)
/*line <generated>:1:1*/
}(__pyorch_context.TODO())/*line /src/input.go:7:59*/ }
