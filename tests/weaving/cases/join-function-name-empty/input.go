package store

var open = func() {}

func Each(items []string) {
	each := func(do func(string)) {
		for _, item := range items {
			do(item)
		}
	}
	each(func(string) {})
}
