package shop

func Open() {
	println()
	print()
}
