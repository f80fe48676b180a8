//line /src/input.go:1:1
package example

type Plain struct{}

func (/*line <generated>:1:1*/__receiver__0 /*line /src/input.go:5:7*/Plain) Get(/*line <generated>:1:1*/_ /*line /src/input.go:5:18*/int, /*line <generated>:1:1*/__argument__1 /*line /src/input.go:5:23*/...string) int {/*line <generated>:1:1*/{_, _ = __receiver__0, __argument__1
};/*line /src/input.go:5:39*/ return 1 }
