package shop

//shop:labels of:function
func Open() {
	println()
	//shop:labels url:http://localhost:80 name:"two words" other:'three more words' flag
	println()
	//shop:labelsToo of:another
	println()
	//shop:labels
	println()
	if true {
		println() //shop:labels of:behind
	}
}

func Close() { println() }
