package shop

func Declared()

func Empty() {}

func Nested(on bool) func() {
	if on {
		return func() { println(on) }
	}
	{
		println("a block")
	}
	return nil
}
