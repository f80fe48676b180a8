//line /src/input.go:1:1
package shop

type Shop struct{}

func Named(a, b int) (c, d string) {/*line <generated>:1:1*/{println("Named", 1)
_ = b
defer func() { _ = c }()
};/*line /src/input.go:5:37*/ return }

func Unnamed(/*line <generated>:1:1*/_ /*line /src/input.go:7:14*/int, /*line <generated>:1:1*/__argument__1 /*line /src/input.go:7:19*/string, /*line <generated>:1:1*/_ /*line /src/input.go:7:27*/...bool) (/*line <generated>:1:1*/__result__0 /*line /src/input.go:7:37*/int, /*line <generated>:1:1*/_ /*line /src/input.go:7:42*/error) {/*line <generated>:1:1*/{println("Unnamed", 1)
_ = __argument__1
defer func() { _ = __result__0 }()
};/*line /src/input.go:7:50*/ return 0, nil }

func Blank(_, /*line <generated>:1:1*/__argument__1/*line /src/input.go:9:16*/ int) (/*line <generated>:1:1*/__result__0/*line /src/input.go:9:24*/ error) {/*line <generated>:1:1*/{println("Blank", 1)
_ = __argument__1
defer func() { _ = __result__0 }()
};/*line /src/input.go:9:33*/ return nil }

func (Shop) Bare(a int, /*line <generated>:1:1*/__argument__1/*line /src/input.go:11:26*/ string) /*line <generated>:1:1*/(__result__0 /*line /src/input.go:11:35*/error/*line <generated>:1:1*/)/*line /src/input.go:11:40*/ {/*line <generated>:1:1*/{println("Bare", 1)
_ = __argument__1
defer func() { _ = __result__0 }()
};/*line /src/input.go:11:42*/ return nil }

var literal = func(/*line <generated>:1:1*/_ /*line /src/input.go:13:20*/string, /*line <generated>:1:1*/__argument__1 /*line /src/input.go:13:28*/func(int) error) /*line <generated>:1:1*/(__result__0 /*line /src/input.go:13:45*/func(int) error/*line <generated>:1:1*/)/*line /src/input.go:13:60*/ {/*line <generated>:1:1*/{println("", 1)
_ = __argument__1
defer func() { _ = __result__0 }()
};/*line /src/input.go:13:62*/ return nil }
