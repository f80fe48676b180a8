package example // the clause has a comment

import "unsafe"

var size = unsafe.Sizeof(0)
