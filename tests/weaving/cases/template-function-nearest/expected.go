//line /src/input.go:1:1
package shop

func Outer(/*line <generated>:1:1*/__argument__0 /*line /src/input.go:3:12*/int) {
	println(/*line <generated>:1:1*/"Outer", __argument__0, /*line /src/input.go:4:10*/)
	each := func(/*line <generated>:1:1*/__argument__0 /*line /src/input.go:5:15*/string) { println(/*line <generated>:1:1*/"", __argument__0, /*line /src/input.go:5:33*/) }
	each("")
}
