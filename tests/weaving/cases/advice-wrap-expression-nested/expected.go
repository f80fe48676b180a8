//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_text "strings"/*line /src/input.go:1:13*/

import "strings"

func Shout(s string) string {
	return /*line <generated>:1:1*/__pyorch_text.Clone(__pyorch_text.ToTitle(__pyorch_text.TrimSpace(/*line /src/input.go:6:9*/strings.ToUpper(/*line <generated>:1:1*/__pyorch_text.Clone(__pyorch_text.ToTitle(__pyorch_text.TrimSpace(/*line /src/input.go:6:25*/strings.ToUpper(s)/*line <generated>:1:1*/)))/*line /src/input.go:6:43*/)/*line <generated>:1:1*/)))/*line /src/input.go:6:44*/
}
