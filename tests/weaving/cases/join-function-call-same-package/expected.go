//line /src/input.go:1:1
package shop

type item struct{ price func() int }

func price(of ...int) int { return len(of) }

func Total(i item) int {
	return price(/*line <generated>:1:1*/1, /*line /src/input.go:8:15*/) + i.price() // the second is a field
}
