package example

func F(n int) int   { return n }
