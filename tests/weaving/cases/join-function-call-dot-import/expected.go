//line /src/input.go:1:1
package shop

import . "strings"

func Shout(s string) string {
	if HasPrefix(s, "!") {
		return ToUpper(s[1:])/*line <generated>:1:1*/ + "!"/*line /src/input.go:7:24*/
	}
	ToUpper := func(s string) string { return s }
	return ToUpper(s) // of a variable
}
