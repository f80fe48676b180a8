package shop

func All(on bool) {
	//loud
	{
		println(on)
	}
	if on { //loud
		println("behind the brace, so not in front of anything")
	}
}
