package example

import (
	"context"
	"fmt"
)

func lineComment(ctx context.Context) {
	/*line elsewhere.go:7:3*/ fmt.Println(ctx)
}
