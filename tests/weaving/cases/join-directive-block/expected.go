//line /src/input.go:1:1
package shop

func All(on bool) {
	//loud
	{/*line <generated>:1:1*/{println("loud")
};/*line /src/input.go:5:3*/
		println(on)
	}
	if on { //loud
		println("behind the brace, so not in front of anything")
	}
}
