package shop

func price(of ...int) int { return len(of) }

func Total(items []int) int {
	//orchestrion:ignore
	sum := price(price())
	for _, item := range items {
		//dd:ignore because it is checked elsewhere
		if price(item) > 0 {
			sum += price(items...)
		}
		sum -= price(
			//dd:ignore
			price(1),
			price(2), //dd:ignore stands behind it
		)
	}
	// orchestrion:ignore is a comment
	sum += price(3)
	//orchestrion:ignored
	return sum + price(4)
}
