//line /src/input_b.go:1:1
package a/*line <generated>:1:1*/;import __pyorch_replacement "log"/*line /src/input_b.go:1:10*/

import "log"

func both() { log.Println(); /*line <generated>:1:1*/__pyorch_replacement.Panic/*line /src/input_b.go:5:39*/("x") }
