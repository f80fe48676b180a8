//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import _ "embed"/*line /src/input.go:1:16*/ // the clause has a comment

import "unsafe"

var size = unsafe.Sizeof(0)
