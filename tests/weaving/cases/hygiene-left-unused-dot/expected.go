//line /src/input.go:1:1
package example

import /*line <generated>:1:1*/_/*line /src/input.go:3:9*/ "strings"

type Own struct{ Field int }

func (o Own) Method(Parameter int) (Own, Other, string) {
	Local := Parameter
Label:
	for Local < 3 {
		break Label
	}
	return Own{Field: Local}, Other{o.Field}, /*line <generated>:1:1*/"replaced"/*line /src/input.go:13:69*/
}
