//line /src/input.go:1:1
package example

import "strings"

type trimmer struct{ strings *trimmer }

func (trimmer) TrimSpace(s string) string { return s }

type constant int

func (constant) TrimSpace(s string) string { return s }

func woven(s string) string { return strings.TrimSpace(s)/*line <generated>:1:1*/ + "woven"/*line /src/input.go:13:58*/ }

func parameter(strings trimmer) string { return strings.TrimSpace("kept") }

func (strings trimmer) receiver() string { return strings.TrimSpace("kept") }

func result() (strings trimmer, s string) { return strings, strings.TrimSpace("kept") }

func typeParameter[strings trimmer | constant](s string) {
	_ = func(s strings) { _ = any(s).(trimmer).TrimSpace("kept") }
}

func field(x trimmer) string {
	x.strings.TrimSpace("kept")
	return trimmer{strings: &x}.strings.TrimSpace("kept") + /*line <generated>:1:1*/(/*line /src/input.go:27:58*/strings.TrimSpace("woven")/*line <generated>:1:1*/ + "woven")/*line /src/input.go:27:84*/
}

func locals(values []trimmer, channel chan trimmer, anything any) {
	{
		_ = strings.TrimSpace("woven")/*line <generated>:1:1*/ + "woven"/*line /src/input.go:32:33*/
		strings := trimmer{}
		_ = strings.TrimSpace("kept")
		func() { _ = strings.TrimSpace("kept, in a closure") }()
	}
	{
		const strings constant = 1
		_ = strings.TrimSpace("kept")
	}
	{
		type strings struct{ trimmer }
		_ = strings.TrimSpace(strings{}, "kept")
	}
	{
		var (
			before  = strings.TrimSpace("woven")/*line <generated>:1:1*/ + "woven"/*line /src/input.go:47:40*/
			strings = trimmer{}
			behind  = strings.TrimSpace("kept")
		)
		_, _ = before, behind
	}
	if strings := (trimmer{}); strings.TrimSpace("kept") == "" {
		_ = strings.TrimSpace("kept")
	} else if s := strings.TrimSpace("kept"); s != "" {
		_ = strings.TrimSpace("kept")
	}
	for _, strings := range values {
		_ = strings.TrimSpace("kept")
	}
	for strings := (trimmer{}); strings.TrimSpace("kept") == ""; strings.TrimSpace("kept") {
	}
	switch strings := anything.(type) {
	case trimmer:
		_ = strings.TrimSpace("kept")
	case interface{ TrimSpace(string) string }:
		_ = strings.TrimSpace("kept")
	default:
		_ = strings
	}
	select {
	case strings := <-channel:
		_ = strings.TrimSpace("kept")
	case channel <- trimmer{}:
		_ = strings.TrimSpace("woven")/*line <generated>:1:1*/ + "woven"/*line /src/input.go:75:33*/
	}
strings:
	for {
		_ = strings.TrimSpace("woven, behind a label")/*line <generated>:1:1*/ + "woven"/*line /src/input.go:79:49*/
		break strings
	}
	_ = func(strings trimmer) string { return strings.TrimSpace("kept") }
	_ = (strings.TrimSpace)("woven by nothing: the callee stands in parentheses")
}
