//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_ctx "context";import __pyorch_result "errors";import __pyorch_client "strings"/*line /src/input.go:1:16*/

import "context"

type thing struct {
	name  string
	ready bool
}

func (client *thing) Do(ctx context.Context) (result error) {/*line <generated>:1:1*/{if client.ready && __pyorch_client.Contains(client.name, "client") {
    result = __pyorch_result.New(result.Error() + "ctx")
    println(ctx.Err(), __pyorch_ctx.Background(), ctx.Err())
}
};/*line /src/input.go:10:62*/
	return ctx.Err()
}
