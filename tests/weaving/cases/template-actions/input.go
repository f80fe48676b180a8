package shop

func Open() {
	println("a", 1, 'b', 2.5, "d", "e")
	println()
}
