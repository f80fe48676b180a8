//line /src/input.go:1:1
package example

import "fmt"

func All(words []any) []string {
	return []string{
		fmt.Sprint(/*line <generated>:1:1*/"and more", /*line /src/input.go:7:14*/),
		fmt.Sprint("one"/*line <generated>:1:1*/, "and more"/*line /src/input.go:8:19*/),
		fmt.Sprint(
			"one",
			"two"/*line <generated>:1:1*/, "and more"/*line /src/input.go:11:9*/,
		),
		fmt.Sprint(/*line <generated>:1:1*/func(__given__ ...any) []any { return append(append([]any{}, __given__...), "and more") }(/*line /src/input.go:13:14*/words/*line <generated>:1:1*/...)/*line /src/input.go:13:19*/...),
	}
}
