//line /src/input.go:1:1
package p

type routes struct{ first, second func() }

func handle(string, ...func()) {}

func f() {
	handle("/", //my:span at:comma
		func() {/*line <generated>:1:1*/{println("at", "comma")
};/*line /src/input.go:9:11*/})
	handle("/",
		//my:span at:line
		func() {/*line <generated>:1:1*/{println("at", "line")
};/*line /src/input.go:12:11*/},
	)
	_ = routes{
		//my:span at:field
		first: func() {/*line <generated>:1:1*/{println("at", "field")
};/*line /src/input.go:16:18*/},
		second: //my:span at:value
		func() {/*line <generated>:1:1*/{println("at", "value")
};/*line /src/input.go:18:11*/},
	}
	_ = map[string]func(){
		//my:span at:key
		"key": func() {/*line <generated>:1:1*/{println("at", "key")
};/*line /src/input.go:22:18*/},
	}
	//my:span at:statement
	handle("/", func() {/*line <generated>:1:1*/{println("at", "statement")
};/*line /src/input.go:25:22*/ handle("/", func() {}) })
	//my:span one of two
	handle("/", func() {}, func() {})
}
