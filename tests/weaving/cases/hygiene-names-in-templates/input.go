package example

func F() {}
