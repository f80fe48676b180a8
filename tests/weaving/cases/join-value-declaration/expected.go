//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_clock "time"/*line /src/input.go:1:13*/

import "time"

var (
	timeout time.Duration = /*line <generated>:1:1*/3 * __pyorch_clock.Second/*line /src/input.go:6:37*/
	grace                 = /*line <generated>:1:1*/__pyorch_clock.NewTimer(0)/*line /src/input.go:7:41*/ // no written type
	retries int           = 3               // another type
	expiry  *time.Timer/*line <generated>:1:1*/ = __pyorch_clock.NewTimer(0)/*line /src/input.go:9:21*/                     // a pointer to another
	pauses  []time.Duration                 // a slice
)

const tick time.Duration = /*line <generated>:1:1*/3 * __pyorch_clock.Second/*line /src/input.go:13:44*/
