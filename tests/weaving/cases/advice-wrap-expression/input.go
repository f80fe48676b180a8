package example

import "strings"

// Shout stays as it is, comment and all.
func Shout(s string) string { return strings.ToUpper("a" + strings.ToUpper(s)) /* loud */ }

type shouter struct{}

func (shouter) ToUpper(s string) string { return s }

// A local name hides the package: nothing is woven here.
func Quiet(strings shouter) string { return strings.ToUpper("b") }
