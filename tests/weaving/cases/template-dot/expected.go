//line /src/input.go:1:1
package shop

func price(of ...int) int { return len(of) }
func total(of ...int) int { return len(of) }

var sum = /*line <generated>:1:1*/func() int { return /*line /src/input.go:6:11*/total(
	/*line <generated>:1:1*/-/*line /src/input.go:7:2*/price(1), // the first
	/*line <generated>:1:1*/-/*line /src/input.go:8:2*/price(2),
)/*line <generated>:1:1*/ * 2 }()/*line /src/input.go:9:2*/
