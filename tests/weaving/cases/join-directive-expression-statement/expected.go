//line /src/input.go:1:1
package shop

func Greet() {
	//loud
	println("hello"/*line <generated>:1:1*/, "!"/*line /src/input.go:5:17*/)
	println("you")
}

/*line <generated>:1:1*/
const loud = true
