//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_time "time";import _ "unsafe"/*line /src/input.go:1:13*/

/*line <generated>:1:1*/
//go:linkname clock_now example.com/clock.Now
func clock_now() __pyorch_time.Time
