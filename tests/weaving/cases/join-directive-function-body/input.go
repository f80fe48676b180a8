package example

//my:span layer:"the store" url:http://a
func One() {}

//my:spanner no
func Two() {
	done := make(chan struct{}) //my:span no
	//my:span in:go
	go func() { close(done) }()
	func() {}()
	//my:span in:assignment
	f := func() {}
	f()
}

// Three says so.
//
//my:span
func Three() {
	// There is no argument, so there is nothing to print.
}
