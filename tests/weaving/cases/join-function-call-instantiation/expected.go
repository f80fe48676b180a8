//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_list "slices"/*line /src/input.go:1:13*/

import "slices"

func Copies(of []string) [][]string {
	return [][]string{
		/*line <generated>:1:1*/__pyorch_list.Clip(/*line /src/input.go:7:3*/slices.Clone(of)/*line <generated>:1:1*/)/*line /src/input.go:7:19*/,
		slices.Clone[[]string](of),         // instantiated
		slices.Clone[[]string, string](of), // instantiated
	}
}
