//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_replacement "path/filepath"/*line /src/input.go:1:13*/

import /*line <generated>:1:1*/_ /*line /src/input.go:3:8*/"path"

func join(elements ...string) string { return "" }

func least(a, b int) int { return a }

func All(elements []string) string {
	return /*line <generated>:1:1*/__pyorch_replacement.Join/*line /src/input.go:10:18*/(
		/*line <generated>:1:1*/__pyorch_replacement.Join/*line /src/input.go:11:7*/(elements...), // the rest
		elements[/*line <generated>:1:1*/least/*line /src/input.go:12:15*/(1, len(elements))],
	)
}
