package example

import "strings"

type trimmer struct{ strings *trimmer }

func (trimmer) TrimSpace(s string) string { return s }

type constant int

func (constant) TrimSpace(s string) string { return s }

func woven(s string) string { return strings.TrimSpace(s) }

func parameter(strings trimmer) string { return strings.TrimSpace("kept") }

func (strings trimmer) receiver() string { return strings.TrimSpace("kept") }

func result() (strings trimmer, s string) { return strings, strings.TrimSpace("kept") }

func typeParameter[strings trimmer | constant](s string) {
	_ = func(s strings) { _ = any(s).(trimmer).TrimSpace("kept") }
}

func field(x trimmer) string {
	x.strings.TrimSpace("kept")
	return trimmer{strings: &x}.strings.TrimSpace("kept") + strings.TrimSpace("woven")
}

func locals(values []trimmer, channel chan trimmer, anything any) {
	{
		_ = strings.TrimSpace("woven")
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
			before  = strings.TrimSpace("woven")
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
		_ = strings.TrimSpace("woven")
	}
strings:
	for {
		_ = strings.TrimSpace("woven, behind a label")
		break strings
	}
	_ = func(strings trimmer) string { return strings.TrimSpace("kept") }
	_ = (strings.TrimSpace)("woven by nothing: the callee stands in parentheses")
}
