//line /src/input.go:1:1
package shop

// Pay takes the money.
//
//shop:traced
func Pay() {/*line <generated>:1:1*/{println("Pay")
};{println("Pay")
};/*line /src/input.go:6:13*/}

//shop:traced with:arguments
func Refund() {/*line <generated>:1:1*/{println("Refund")
};/*line /src/input.go:9:16*/}

//shop:traced

func Behind() {/*line <generated>:1:1*/{println("Behind")
};/*line /src/input.go:13:16*/} // behind an empty line, and still the next thing

//shop:tracedToo
func Other() {} // another word

// shop:traced
func Comment() {} // a comment

/*shop:traced*/
func Block() {} // not a line

func Trailing() {} //shop:traced
