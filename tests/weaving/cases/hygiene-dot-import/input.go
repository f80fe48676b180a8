package example

import . "strings"

type local struct{}

func (local) ToUpper(s string) string { return s }

func woven(strings string) (string, *Builder) { return ToUpper(strings), &Builder{} }

func kept(ToUpper func(string) string) string {
	type Builder struct{}
	_ = &Builder{}
	return ToUpper("kept") + local{}.ToUpper("kept")
}
