package shop

type option func()

func trace(string) option { return nil }

func dial(host string, options ...option) {}

func Connect(options []option) {
	dial("a", options...)
	dial("b", append(
		options,
		trace("c"),
	)...)
	dial("d", trace("e"))
	dial("f",
		trace("g"),
	)
}
