package shop

func run(do func()) { do() }

func All() {
	//traced
	func() {
		func() {}() // another call
	}()
	//traced
	run(func() {}) // the only literal of the statement
	//traced
	curry()(func() {}) // the same
	//traced
	both(func() {}, func() {}) // arguments
}

func both(one, other func()) {}

func curry() func(func()) { return run }
