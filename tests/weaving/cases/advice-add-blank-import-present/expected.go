//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import _ "net/http/pprof"/*line /src/input.go:1:13*/

import (
	_ "embed"
	clock "time"
)

var start = clock.Now()
