package shop

import . "strings"

func Shout(s string) string {
	if HasPrefix(s, "!") {
		return ToUpper(s[1:])
	}
	ToUpper := func(s string) string { return s }
	return ToUpper(s) // of a variable
}
