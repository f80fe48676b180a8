package shop

func Open() {
	println("a", 1)
}
