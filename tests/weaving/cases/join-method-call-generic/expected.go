//line /src/input.go:1:1
package loads

import "sync/atomic"

type cell[T any] struct{ atomic.Pointer[T] }

func loads[T any](number *atomic.Pointer[int], any *atomic.Pointer[T], c *cell[string], flag *atomic.Bool) {
	/*line <generated>:1:1*/(/*line /src/input.go:8:2*/number.Load()/*line <generated>:1:1*/)/*line /src/input.go:8:15*/
	/*line <generated>:1:1*/(/*line /src/input.go:9:2*/any.Load()/*line <generated>:1:1*/)/*line /src/input.go:9:12*/
	/*line <generated>:1:1*/(/*line /src/input.go:10:2*/c.Load()/*line <generated>:1:1*/)/*line /src/input.go:10:10*/
	flag.Load()
}
