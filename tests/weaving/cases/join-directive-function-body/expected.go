//line /src/input.go:1:1
package example

//my:span layer:"the store" url:http://a
func One() {/*line <generated>:1:1*/{println("layer", "the store")
println("url", "http://a")
};/*line /src/input.go:4:13*/}

//my:spanner no
func Two() {
	done := make(chan struct{}) //my:span no
	//my:span in:go
	go func() {/*line <generated>:1:1*/{println("in", "go")
};/*line /src/input.go:10:13*/ close(done) }()
	func() {}()
	//my:span in:assignment
	f := func() {/*line <generated>:1:1*/{println("in", "assignment")
};/*line /src/input.go:13:15*/}
	f()
}

// Three says so.
//
//my:span
func Three() {/*line <generated>:1:1*/{
};/*line /src/input.go:20:15*/
	// There is no argument, so there is nothing to print.
}
