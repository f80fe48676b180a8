//line /src/input.go:1:1
package shop

func price(of ...int) int { return len(of) }

func totals() map[int]int {
	found := map[int]int{}
	//double
	first, second := /*line <generated>:1:1*/2 * /*line /src/input.go:8:19*/price(), /*line <generated>:1:1*/2 * /*line /src/input.go:8:28*/price(1)
	//double
	first = /*line <generated>:1:1*/2 * /*line /src/input.go:10:10*/price(price(2)) // the outer one
	//double
	found[price(3)] = second // neither: it stands on the left
	third := price(first)    // none of its own
	return map[int]int{third: first}
}
