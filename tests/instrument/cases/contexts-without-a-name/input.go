package example

import (
	"context"
	"fmt"
	"net/http"
)

func only(context.Context) {
	fmt.Println("only")
}

func withOthers(context.Context, int, ...string) error {
	return nil
}

func blank(_ context.Context, n int) {
	fmt.Println(n)
}

func unused(ctx context.Context) {
	fmt.Println("unused")
}

func request(http.ResponseWriter, *http.Request) {
	fmt.Println("request")
}
