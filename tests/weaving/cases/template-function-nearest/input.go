package shop

func Outer(int) {
	println()
	each := func(string) { println() }
	each("")
}
