package shop

func Ring() {
	println("ring")
	silence()
}

func silence() {}
