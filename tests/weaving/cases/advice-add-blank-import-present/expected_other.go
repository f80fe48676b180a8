//line /src/input_other.go:1:1
package shop/*line <generated>:1:1*/;import _ "embed";import _ "net/http/pprof";import _ "time"/*line /src/input_other.go:1:13*/
