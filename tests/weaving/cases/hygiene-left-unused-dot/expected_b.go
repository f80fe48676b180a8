//line /src/input_b.go:1:1
package example

import . "strings"

type Other struct{ Field int }

var used, replaced = ToUpper("x"), /*line <generated>:1:1*/"replaced"/*line /src/input_b.go:7:65*/
