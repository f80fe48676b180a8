package shop

func All(on bool) {
	//loud
	{
		println(on)
	}
	//loud
	println(on)
}
