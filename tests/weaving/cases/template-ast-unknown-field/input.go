package shop

func Open() { println() }
