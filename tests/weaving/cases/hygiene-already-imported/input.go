package example

import (
	_ "bytes"
	. "errors"
	str "strings"
	"unicode"
)

func F(strings, bytes, errors, unicode int) error {
	return New(str.ToLower("F"))
}

const largest = unicode.MaxRune
