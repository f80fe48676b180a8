package loads

import "sync/atomic"

type cell[T any] struct{ atomic.Pointer[T] }

func loads[T any](number *atomic.Pointer[int], any *atomic.Pointer[T], c *cell[string], flag *atomic.Bool) {
	number.Load()
	any.Load()
	c.Load()
	flag.Load()
}
