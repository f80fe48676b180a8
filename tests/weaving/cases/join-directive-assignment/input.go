package shop

func price(of ...int) int { return len(of) }

func totals() map[int]int {
	found := map[int]int{}
	//double
	first, second := price(), price(1)
	//double
	first = price(price(2)) // the outer one
	//double
	found[price(3)] = second // neither: it stands on the left
	third := price(first)    // none of its own
	return map[int]int{third: first}
}
