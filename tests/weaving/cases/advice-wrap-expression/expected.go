//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_text "strings"/*line /src/input.go:1:16*/

import "strings"

// Shout stays as it is, comment and all.
func Shout(s string) string { return /*line <generated>:1:1*/__pyorch_text.TrimSpace(/*line /src/input.go:6:38*/strings.ToUpper("a" + /*line <generated>:1:1*/__pyorch_text.TrimSpace(/*line /src/input.go:6:60*/strings.ToUpper(s)/*line <generated>:1:1*/)/*line /src/input.go:6:78*/)/*line <generated>:1:1*/)/*line /src/input.go:6:79*/ /* loud */ }

type shouter struct{}

func (shouter) ToUpper(s string) string { return s }

// A local name hides the package: nothing is woven here.
func Quiet(strings shouter) string { return strings.ToUpper("b") }
