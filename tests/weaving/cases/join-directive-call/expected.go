//line /src/input.go:1:1
package shop

func run(do func()) { do() }

func All() {
	//traced
	func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:7:10*/
		func() {}() // another call
	}()
	//traced
	run(func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:11:14*/}) // the only literal of the statement
	//traced
	curry()(func() {/*line <generated>:1:1*/{println("traced")
};/*line /src/input.go:13:18*/}) // the same
	//traced
	both(func() {}, func() {}) // arguments
}

func both(one, other func()) {}

func curry() func(func()) { return run }
