//line /src/input.go:1:1
package shop

type shop struct {
	size int
	open any
}

func price(of ...int) int { return len(of) }
func debt() int           { return 1 }
func own() any            { return nil }

func all() any {
	single := price()/*line <generated>:1:1*/ + 1/*line /src/input.go:13:19*/
	double := 2 * /*line <generated>:1:1*/(/*line /src/input.go:14:16*/price(price()/*line <generated>:1:1*/ + 1/*line /src/input.go:14:29*/)/*line <generated>:1:1*/ + 1)/*line /src/input.go:14:30*/
	less := single - /*line <generated>:1:1*/(/*line /src/input.go:15:19*/price()/*line <generated>:1:1*/ + 1)/*line /src/input.go:15:26*/ - -/*line <generated>:1:1*/(-/*line /src/input.go:15:30*/debt()/*line <generated>:1:1*/)/*line /src/input.go:15:36*/
	list := []int{price()/*line <generated>:1:1*/ + 1/*line /src/input.go:16:23*/, /*line <generated>:1:1*/-/*line /src/input.go:16:25*/debt(), double}
	if /*line <generated>:1:1*/(shop{1, /*line /src/input.go:17:5*/own()/*line <generated>:1:1*/})/*line /src/input.go:17:10*/ == (shop{}) {
		return less
	}
	switch /*line <generated>:1:1*/(shop{1, /*line /src/input.go:20:9*/own()/*line <generated>:1:1*/})/*line /src/input.go:20:14*/ {
	case /*line <generated>:1:1*/(shop{1, /*line /src/input.go:21:7*/own()/*line <generated>:1:1*/})/*line /src/input.go:21:12*/:
		return func() any { return /*line <generated>:1:1*/shop{1, /*line /src/input.go:22:30*/own()/*line <generated>:1:1*/}/*line /src/input.go:22:35*/ }()
	}
	for range []any{/*line <generated>:1:1*/shop{1, /*line /src/input.go:24:18*/own()/*line <generated>:1:1*/}/*line /src/input.go:24:23*/} {
	}
	return list[price()/*line <generated>:1:1*/ + 1/*line /src/input.go:26:21*/]
}
