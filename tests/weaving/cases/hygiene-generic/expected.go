//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_slices "slices";import __pyorch_T "strings"/*line /src/input.go:1:16*/

import "strings"

type list[T any, slices ~[]T] struct{ values slices }

func (l *list[T, strings]) Map(f func(T) T, /*line <generated>:1:1*/__argument__1/*line /src/input.go:7:46*/ ...strings) (mapped strings) {/*line <generated>:1:1*/{println(__pyorch_slices.Max([]int{1}), __pyorch_T.ToUpper("T"), __argument__1, l)
};/*line /src/input.go:7:77*/
	for _, value := range l.values {
		mapped = append(mapped, f(value))
	}
	return mapped
}

func (*list[_, slices]) len(values slices) string { return /*line <generated>:1:1*/__pyorch_T.ToUpper(/*line /src/input.go:14:60*/strings.Repeat("x", len(values))/*line <generated>:1:1*/)/*line /src/input.go:14:92*/ }

type repeater interface{ Repeat(string, int) string }

func apply[strings repeater](value strings) string { return value.Repeat("x", 2) }

func of[T ~string](value T) string { return /*line <generated>:1:1*/__pyorch_T.ToUpper(/*line /src/input.go:20:45*/strings.Repeat(string(value), 2)/*line <generated>:1:1*/)/*line /src/input.go:20:77*/ }
