package shop

import "strings"

func Shout(s string) string {
	return strings.ToUpper(strings.ToUpper(s))
}
