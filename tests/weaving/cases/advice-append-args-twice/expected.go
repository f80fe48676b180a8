//line /src/input.go:1:1
package shop

import "fmt"

func All(words []any) []string {
	return []string{
		fmt.Sprint(/*line <generated>:1:1*/"first", "second", "third", /*line /src/input.go:7:14*/),
		fmt.Sprint("zero"/*line <generated>:1:1*/, "first", "second", "third"/*line /src/input.go:8:20*/),
		fmt.Sprint(/*line <generated>:1:1*/func(__given__ ...any) []any { return append(append([]any{}, __given__...), "second", "third") }(func(__given__ ...any) []any { return append(append([]any{}, __given__...), "first") }(/*line /src/input.go:9:14*/words/*line <generated>:1:1*/...)...)/*line /src/input.go:9:19*/...),
	}
}
