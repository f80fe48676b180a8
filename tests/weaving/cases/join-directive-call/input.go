package shop

func run(do func()) { do() }

func All() {
	//traced
	func() {
		func() {}() // another call
	}()
	//traced
	run(func() {}) // an argument
	//traced
	curry()(func() {}) // an argument
}

func curry() func(func()) { return run }
