//line /src/input.go:1:1
package example

import (
	/*line <generated>:1:1*/_/*line /src/input.go:4:6*/ "path"
	/*line <generated>:1:1*/_ /*line /src/input.go:5:2*/"math/rand/v2"
	"strconv"
	/*line <generated>:1:1*/_ /*line /src/input.go:7:2*/"strings"
	/*line <generated>:1:1*/_ /*line /src/input.go:8:2*/"unicode"
	/*line <generated>:1:1*/_ /*line /src/input.go:9:2*/"unsafe"
)

var (
	a any = /*line <generated>:1:1*/"replaced"/*line /src/input.go:13:40*/
	b any = /*line <generated>:1:1*/"replaced"/*line /src/input.go:14:45*/
	c any = /*line <generated>:1:1*/"replaced"/*line /src/input.go:15:52*/
	d any = /*line <generated>:1:1*/"replaced"/*line /src/input.go:16:20*/
	e any = /*line <generated>:1:1*/"replaced"/*line /src/input.go:17:42*/
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
