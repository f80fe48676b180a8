//line /src/input.go:1:1
package shop

import "context"

func First(ctx, other context.Context) {/*line <generated>:1:1*/{_ = ctx.Err()
};/*line /src/input.go:5:41*/}

func Second(/*line <generated>:1:1*/_ /*line /src/input.go:7:13*/int, /*line <generated>:1:1*/__argument__1 /*line /src/input.go:7:18*/context.Context) (/*line <generated>:1:1*/_ /*line /src/input.go:7:36*/bool, /*line <generated>:1:1*/__result__1 /*line /src/input.go:7:42*/error) {/*line <generated>:1:1*/{_ = __argument__1.Err()
defer func() { _ = __result__1 }()
};/*line /src/input.go:7:50*/ return true, nil }

func Spread(ctx ...context.Context) {/*line <generated>:1:1*/{println("no context in Spread")
};/*line /src/input.go:9:38*/} // ...context.Context

func None(err error) (ctx context.Context) {/*line <generated>:1:1*/{println("no context in None")
};/*line /src/input.go:11:45*/ return nil }
