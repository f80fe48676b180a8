//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_bytes "bytes";import __pyorch_errors "errors";import __pyorch_strings "strings";import __pyorch_unicode "unicode"/*line /src/input.go:1:16*/

import (
	_ "bytes"
	. "errors"
	str "strings"
	"unicode"
)

func F(strings, bytes, errors, unicode int) error {/*line <generated>:1:1*/{println(__pyorch_strings.ToUpper("f"), __pyorch_bytes.MinRead, __pyorch_errors.ErrUnsupported, __pyorch_unicode.MaxRune)
};/*line /src/input.go:10:52*/
	return New(str.ToLower("F"))
}

const largest = unicode.MaxRune
