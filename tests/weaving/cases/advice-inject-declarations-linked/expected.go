//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_time "time";import _ "unsafe"/*line /src/input.go:1:16*/

func Twice() {}

type t struct{}

func (t) Twice() {}
// no newline at the end
/*line <generated>:1:1*/
//go:linkname clock_now example.com/clock.Now
func clock_now() __pyorch_time.Time

var started = clock_now()
