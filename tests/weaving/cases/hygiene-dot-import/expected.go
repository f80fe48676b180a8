//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_strings "strings"/*line /src/input.go:1:16*/

import . "strings"

type local struct{}

func (local) ToUpper(s string) string { return s }

func woven(strings string) (string, *Builder) { return /*line <generated>:1:1*/__pyorch_strings.ToLower(/*line /src/input.go:9:56*/ToUpper(strings)/*line <generated>:1:1*/)/*line /src/input.go:9:72*/, /*line <generated>:1:1*/func(b *__pyorch_strings.Builder) *__pyorch_strings.Builder { return b }((/*line /src/input.go:9:74*/&Builder{}/*line <generated>:1:1*/))/*line /src/input.go:9:84*/ }

func kept(ToUpper func(string) string) string {
	type Builder struct{}
	_ = &Builder{}
	return ToUpper("kept") + local{}.ToUpper("kept")
}
