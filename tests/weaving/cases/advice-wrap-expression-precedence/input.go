package shop

type shop struct {
	size int
	open any
}

func price(of ...int) int { return len(of) }
func debt() int           { return 1 }
func own() any            { return nil }

func all() any {
	single := price()
	double := 2 * price(price())
	less := single - price() - -debt()
	list := []int{price(), debt(), double}
	if own() == (shop{}) {
		return less
	}
	switch own() {
	case own():
		return func() any { return own() }()
	}
	for range []any{own()} {
	}
	return list[price()]
}
