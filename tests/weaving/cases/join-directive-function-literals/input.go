package p

type routes struct{ first, second func() }

func handle(string, ...func()) {}

func f() {
	handle("/", //my:span at:comma
		func() {})
	handle("/",
		//my:span at:line
		func() {},
	)
	_ = routes{
		//my:span at:field
		first: func() {},
		second: //my:span at:value
		func() {},
	}
	_ = map[string]func(){
		//my:span at:key
		"key": func() {},
	}
	//my:span at:statement
	handle("/", func() { handle("/", func() {}) })
	//my:span one of two
	handle("/", func() {}, func() {})
}
