package example

import . "strings"

type Own struct{ Field int }

func (o Own) Method(Parameter int) (Own, Other, string) {
	Local := Parameter
Label:
	for Local < 3 {
		break Label
	}
	return Own{Field: Local}, Other{o.Field}, TrimSpace("the only use")
}
