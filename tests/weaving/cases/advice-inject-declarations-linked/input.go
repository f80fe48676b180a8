package example

func Twice() {}

type t struct{}

func (t) Twice() {}
// no newline at the end