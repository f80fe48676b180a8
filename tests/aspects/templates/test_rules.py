"""The rules of the template language, one example each; `test_differential` compares them with Go."""

from __future__ import annotations

import pickle

import pytest

from orchestrion_py.aspects.templates import Template, parse

DATA = {"s": "go", "n": 3, "l": ["a", "b", "c"], "m": {"z": 1, "a": {"k": "v"}}, "empty": "", "none": None}


def render(text: str) -> str:
    return parse(text).render(DATA)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{- .s -}} b", "agob"),
        ("a{{/* nothing */}}b", "ab"),
        ("{{if .empty}}1{{else if eq .n 3}}2{{else}}3{{end}}", "2"),
        ("{{with .m.a}}{{.k}}{{$.s}}{{end}}", "vgo"),
        ("{{with .empty}}1{{else with .s}}{{.}}{{end}}", "go"),
        ("{{range $i, $x := .l}}{{$i}}{{$x}}{{end}}", "0a1b2c"),
        ("{{range $k, $v := .m}}{{$k}} {{end}}", "a z "),
        ("{{range 3}}{{.}}{{else}}none{{end}}", "012"),
        ("{{range .none}}x{{else}}none{{end}}", "none"),
        ('{{range .l}}{{if eq . "b"}}{{continue}}{{end}}{{.}}{{end}}', "ac"),
        ('{{range .l}}{{if eq . "b"}}{{break}}{{end}}{{.}}{{end}}', "a"),
        ("{{$x := 1}}{{if true}}{{$x = 2}}{{$x := 3}}{{end}}{{$x}}", "2"),
        ('{{define "t"}}<{{.}}>{{end}}{{template "t" .s}}{{block "b" .n}}[{{.}}]{{end}}', "<go>[3]"),
        ('{{.s | printf "%s-%s" "x" | len}}', "4"),
        ("{{(index .m `a`).k}} {{index .l 1}} {{slice .s 1}} {{len .m}}", "v b o 2"),
        ("{{and .s .empty}}|{{or .empty .s}}|{{not .n}}", "|go|false"),
        ("{{eq .n 1 2 3}} {{ne .n 3}} {{lt .n 4}}", "true false true"),
        ('{{le .n 3}} {{gt "b" "a"}} {{ge 1.5 2.5}}', "true true false"),
        ("{{.m}} {{.l}} {{.none}} {{.gone}}", "map[a:map[k:v] z:1] [a b c] <no value> <no value>"),
        ("{{0x1F}} {{1_000}} {{'a'}} {{1e3}} {{0b11}} {{1i}}", "31 1000 97 1000 3 (0+1i)"),
        ('{{printf "%05d|%-4s|%q|%v|%t" .n .s .s .l true}}', '00003|go  |"go"|[a b c]|true'),
        ('{{printf "%.2f|%x|%c|%T" 1.5 255 65 .m}}', "1.50|ff|A|map[string]interface {}"),
        ('{{printf "%d %s" .s}}', "%!d(string=go) %!s(MISSING)"),
        ('{{printf "%d" 1 "a"}}', "1%!(EXTRA string=a)"),
        ('{{html "<a>"}} {{js "it\'s"}} {{urlquery "a b&c"}}', "&lt;a&gt; it\\'s a+b%26c"),
    ],
)
def test_rules(text: str, expected: str) -> None:
    assert render(text) == expected


def test_a_snippet_like_those_of_aspects() -> None:
    text = """\
{{- $ctx := index .l 0 -}}
{{- $name := .s -}}
defer func() {
	{{- if $ctx }}
	trace.Start({{ $ctx }}, {{ printf "%q" $name }})
	{{- end }}
	{{- range $i, $arg := slice .l 1 }}
	trace.Tag({{ $i }}, {{ $arg }})
	{{- end }}
}()
"""
    assert render(text) == (
        'defer func() {\n\ttrace.Start(a, "go")\n\ttrace.Tag(0, b)\n\ttrace.Tag(1, c)\n}()\n'
    )  # fmt: skip


def test_bytes_that_are_not_text_stay_bytes() -> None:
    assert render(r'{{"\xc3"}}{{"\xa9"}}') == "é"
    assert render(r'{{"\xff"}}').encode("utf-8", "surrogateescape") == b"\xff"
    assert render('{{len "é"}} {{index "é" 1}} {{slice "aé" 1}}') == "2 169 é"


def test_a_template_pickles_and_renders_again() -> None:
    template = parse('{{define "t"}}{{.}}{{end}}{{range .l}}{{template "t" .}}{{end}}{{1.5}}', "name")
    again = pickle.loads(pickle.dumps(template))
    assert isinstance(again, Template)
    assert again.render(DATA) == template.render(DATA) == "abc1.5"
    assert again.name == "name"
