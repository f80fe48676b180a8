//line /src/input.go:1:1
package p

func probe(x int) int  {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:3:25*/ return x }
func probe2(x int) int {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:4:25*/ return x }

func f(c chan int) {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:6:21*/
	_ = new([]byte("x"))
	_ = new(map[string]int{"a": /*line <generated>:1:1*/probe2(/*line /src/input.go:8:30*/probe(1)/*line <generated>:1:1*/)/*line /src/input.go:8:38*/})
	_ = new([...]int{1, 2})
	_ = new(struct{ a int }{1})
	_ = new(func() int {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:11:22*/ return /*line <generated>:1:1*/probe2(/*line /src/input.go:11:30*/probe(2)/*line <generated>:1:1*/)/*line /src/input.go:11:38*/ }())
	_ = new(<-c)
}
