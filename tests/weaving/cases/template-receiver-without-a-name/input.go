package example

type Plain struct{}

func (Plain) Get(int, ...string) int { return 1 }
