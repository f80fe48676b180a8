//line /src/input.go:1:1
package shop

func Declared()

func Empty() {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:5:15*/}

func Nested(on bool) func() {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:7:30*/
	if on {
		return func() {/*line <generated>:1:1*/{println("in")
};/*line /src/input.go:9:18*/ println(on) }
	}
	{
		println("a block")
	}
	return nil
}
