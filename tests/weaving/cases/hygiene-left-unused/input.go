package example

import (
	base "path"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unsafe"
)

var (
	a any = strings.TrimSpace("only here")
	b any = strconv.Itoa(int(unsafe.Sizeof(1)))
	c any = base.Base("only here, under another name")
	d any = rand.Int()
	e any = unicode.IsUpper(unicode.MaxRune)
)

func stillUsed() {
	_ = strconv.IntSize
	// Not the packages:
	unicode := struct{ MaxRune int }{}
	_ = unicode.MaxRune
	type rand struct{ Int int }
	_ = rand{}.Int
}

func fields(x struct{ strings, base struct{ Base int } }) int { return x.strings.Base + x.base.Base }
