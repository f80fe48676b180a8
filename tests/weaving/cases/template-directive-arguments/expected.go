//line /src/input.go:1:1
package shop

//shop:labels of:function
func Open() {
	println(/*line <generated>:1:1*/[]string{"of", "function", }, /*line /src/input.go:5:10*/)
	//shop:labels url:http://localhost:80 name:"two words" other:'three more words' flag
	println(/*line <generated>:1:1*/[]string{"url", "http://localhost:80", "name", "two words", "other", "three more words", "flag", "", }, /*line /src/input.go:7:10*/)
	//shop:labelsToo of:another
	println(/*line <generated>:1:1*/[]string{"of", "function", }, /*line /src/input.go:9:10*/)
	//shop:labels
	println(/*line <generated>:1:1*/[]string{}, /*line /src/input.go:11:10*/)
	if true {
		println(/*line <generated>:1:1*/[]string{"of", "function", }, /*line /src/input.go:13:11*/) //shop:labels of:behind
	}
}

func Close() { println(/*line <generated>:1:1*/[]string{}, /*line /src/input.go:17:24*/) }
