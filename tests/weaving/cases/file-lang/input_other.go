package shop

func Close() { println() }
