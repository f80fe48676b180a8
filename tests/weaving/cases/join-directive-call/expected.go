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
	run(func() {}) // an argument
	//traced
	curry()(func() {}) // an argument
}

func curry() func(func()) { return run }
