package shop

func Greet() {
	//loud
	println("hello")
	println("you")
}
