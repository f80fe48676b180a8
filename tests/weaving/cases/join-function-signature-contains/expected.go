//line /src/input.go:1:1
package shop

import (
	"context"
)

func Begin(name string, ctx context.Context) {/*line <generated>:1:1*/{println("Begin")
};/*line /src/input.go:7:47*/}

func Check(name string) (bool, error) {/*line <generated>:1:1*/{println("Check")
};/*line /src/input.go:9:40*/ return false, nil }

func Run(ctx context.Context) error {/*line <generated>:1:1*/{println("Run")
};/*line /src/input.go:11:38*/ return nil }

func Name(err error) string { return "" } // an error, but no result

func All(ctx ...context.Context) {} // ...context.Context

type context_ = struct{}

func Shadow(context_) {}
