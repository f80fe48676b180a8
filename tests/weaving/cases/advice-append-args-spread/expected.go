//line /src/input.go:1:1
package shop

type option func()

func trace(string) option { return nil }

func dial(host string, options ...option) {}

func Connect(options []option) {
	dial("a", /*line <generated>:1:1*/func(__given__ ...option) []option { return append(append([]option{}, __given__...), trace("first"), trace("second")) }(/*line /src/input.go:10:12*/options/*line <generated>:1:1*/...)/*line /src/input.go:10:19*/...)
	dial("b", /*line <generated>:1:1*/func(__given__ ...option) []option { return append(append([]option{}, __given__...), trace("first"), trace("second")) }(/*line /src/input.go:11:12*/append(
		options,
		trace("c"),
	)/*line <generated>:1:1*/...)/*line /src/input.go:14:3*/...)
	dial("d", trace("e")/*line <generated>:1:1*/, trace("first"), trace("second")/*line /src/input.go:15:22*/)
	dial("f",
		trace("g")/*line <generated>:1:1*/, trace("first"), trace("second")/*line /src/input.go:17:13*/,
	)
}
