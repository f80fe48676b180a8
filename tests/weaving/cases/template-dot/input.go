package shop

func price(of ...int) int { return len(of) }
func total(of ...int) int { return len(of) }

var sum = total(
	price(1), // the first
	price(2),
)
