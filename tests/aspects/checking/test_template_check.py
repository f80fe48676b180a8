"""`pyorch check` parses the Go of a template in every branch, and reports errors at their place in the YAML."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.checking import check_files
from orchestrion_py.gocommand.gofmt import go_parser

if TYPE_CHECKING:
    from pathlib import Path

# The surrounding Go, by what the advice renders.
ADVICE = {
    "wrap-expression": "function-call: a.B",
    "prepend-statements": "function-body: {function: [{name: f}]}",
    "inject-declarations": "import-path: a",
}
EXPRESSION, STATEMENTS, DECLARATIONS = ADVICE


def findings(folder: Path, advice: str, template: str, *, with_go: bool = False) -> list[str]:
    """The messages about a template, whose text begins in line 1, column 1."""
    block = "".join(f"\n            {line}" if line else "\n" for line in template.split("\n"))
    file = folder / "f.yml"
    file.write_text(
        f"aspects:\n  - id: x\n    join-point: {{{ADVICE[advice]}}}\n    advice:\n      - {advice}:\n"
        f"          template: |{block}\n"
    )
    (report,) = check_files([str(file)], go_parser() if with_go else None)
    return [f"{each.line - 6}:{each.column - 12}: {each.message}" for each in report.findings]


# The template; then the messages of the weaver's parser.
SLIPS: dict[str, tuple[str, str, list[str]]] = {
    "never closed": (
        EXPRESSION,
        "f({{ . }},\n  g({{ . }}\n)",
        ["1:2: the template renders invalid Go: `(` is never closed, in `f(placeholder,`"],
    ),
    "closed twice": (
        EXPRESSION,
        "f({{ . }}))",
        ["1:11: the template renders invalid Go: `)` has no opening bracket, in `f(placeholder))`"],
    ),
    "closed by another": (
        STATEMENTS,
        "if {{ .Function.Argument 0 }} {\n  f(1}\n",
        ["2:6: the template renders invalid Go: `}` closes the `(` in line 2, in `f(1}`"],
    ),
    "a bracket in a string is none": (STATEMENTS, "f(\"(\", '{', `[`) // (", []),
    "in one branch alone": (
        STATEMENTS,
        "{{ if .AST }}\nok()\n{{ else }}\nx := := 1\n{{ end }}",
        ["4:6: the template renders invalid Go: syntax error, in `x := := 1`"],
    ),
    "in the branch of a branch": (
        STATEMENTS,
        '{{ if .Function.Name }}{{ if eq .Function.Name "a" }}a(){{ else }}b(({{ end }}{{ end }}',
        ["1:69: the template renders invalid Go: `(` is never closed, in `b((`"],
    ),
    "only where a list is empty": (
        EXPRESSION,
        "f({{ range .AST.Args }}{{ . }}{{ else }})({{ end }})",
        [],  # f()() is Go
    ),
    "only where a list has two": (
        EXPRESSION,
        "f({{ range .AST.Args }}{{ . }} {{ end }})",
        ["1:27: the template renders invalid Go: syntax error, in `f(placeholder placeholder )`"],
    ),
    "a comma between two by their number": (
        EXPRESSION,
        "f({{ range $i, $a := .AST.Args }}{{ if $i }}, {{ end }}{{ $a }}{{ end }})",
        [],
    ),
    "two expressions": (
        EXPRESSION,
        "{{ . }}, {{ . }}",
        ["1:4: the template must render exactly one expression, in `placeholder, placeholder`"],
    ),
    "a statement for an expression": (
        EXPRESSION,
        "x := {{ . }}",
        ["1:1: the template renders invalid Go: syntax error, in `x := placeholder`"],
    ),
    "nothing for an expression": (
        EXPRESSION,
        "{{/* later */}}",
        ["0:-1: the template renders nothing, but must render an expression"],
    ),
    "nothing for statements": (STATEMENTS, "{{/* later */}}", []),
    "nothing on a way that never comes about": (
        EXPRESSION,
        '{{ if eq .AST.Fun.Name "A" }}a(){{ else if eq .AST.Fun.Name "B" }}b(){{ end }}',
        [],
    ),
    "declarations that import": (
        DECLARATIONS,
        'import "fmt"\nfunc f() { fmt.Println() }',
        ['1:1: the template declares imports: list them under `imports:` instead, in `import "fmt"`'],
    ),
    "a statement for a declaration": (
        DECLARATIONS,
        "func f() {}\nreturn",
        ["2:1: the template must render only declarations, in `return`"],
    ),
    "behind accents": (
        STATEMENTS,
        'f("é{{ .Function.Name }}é"); x = = 1',
        ['1:34: the template renders invalid Go: syntax error, in `f("éplaceholderé"); x = = 1`'],
    ),
    "in a template that is called": (
        STATEMENTS,
        '{{ define "a" }}f(({{ end }}{{ template "a" . }}',
        ["1:19: the template renders invalid Go: `(` is never closed, in `f((`"],
    ),
    "in a template that is never called": (STATEMENTS, '{{ define "a" }}f(({{ end }}g()', []),
    "the same mistake in all branches": (
        STATEMENTS,
        "{{ if .AST.X }}a(){{ end }}\n{{ if .AST.Y }}b(){{ end }}\nx = = 1",
        ["3:5: the template renders invalid Go: syntax error, in `x = = 1`"],
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_errors_of_the_weavers_parser(tmp_path: Path, name: str) -> None:
    advice, template, expected = SLIPS[name]
    assert findings(tmp_path, advice, template) == expected


# Valid Go that a check without data might refuse: conditions that belong together, and values that are not names.
SOUND: dict[str, tuple[str, str]] = {
    "an open and a close under one condition": (
        EXPRESSION,
        '{{ $c := .Function.ArgumentOfType "a.B" }}{{ if $c }}f({{ end }}{{ . }}{{ if $c }}, {{ $c }}){{ end }}',
    ),
    "an open and a close under a condition and its opposite": (
        EXPRESSION,
        "{{ if .AST.Ellipsis }}f({{ else }}g({{ end }}{{ . }}{{ if not .AST.Ellipsis }}, 1{{ end }})",
    ),
    "an empty text and one that is not": (
        STATEMENTS,
        '{{ $x := .Function.ArgumentOfType "int" }}{{ if eq $x "" }}{{ else }}f({{ end }}{{ if ne $x "" }}1){{ end }}',
    ),
    "a flag that a loop sets": (
        EXPRESSION,
        '{{ .AST.Type }}{ {{ $f := false }}{{ range .AST.Elts }}{{ if eq .Key.Name "A" }}{{ $f = true }}A: 1,'
        "{{ else }}{{ . }},{{ end }}{{ end }}{{ if not $f }}A: 2,{{ end }} }",
    ),
    "a list that is as long the second time": (
        STATEMENTS,
        "{{ range .AST.Args }}f({{ end }}1{{ range .AST.Args }}){{ end }}",
    ),
    "an operator": (EXPRESSION, "{{ .AST.X }} {{ .AST.Op }} {{ .AST.Y }}"),
    "a token": (STATEMENTS, "x {{ .AST.Tok }} 1"),
    "a block": (EXPRESSION, "func() {{ .AST.Body }}()"),
    "parameters": (EXPRESSION, "func{{ .AST.Type.Params }} { }"),
    "a literal by its arguments": (
        STATEMENTS,
        '{{ range .DirectiveArgs "x" }}f({{ printf "%q" .Key }}, {{ .Value }})\n{{ end }}',
    ),
    "an operator out of a directive": (STATEMENTS, 'x {{ (index (.DirectiveArgs "x") 0).Value }} 1'),
    "part of a name": (STATEMENTS, "with_{{ .Function.Name }}()"),
    "a tag": (DECLARATIONS, 'type t struct { a int {{ printf "%q" "json:\\"a\\"" }} }'),
    "a version": (STATEMENTS, 'f("{{ Version }}")'),
    "and, or": (STATEMENTS, "{{ if and .AST.X (or .AST.Y .AST.Z) }}f({{ else }}g({{ end }}1)"),
    "break and continue": (
        STATEMENTS,
        "{{ range .AST.Args }}{{ if .X }}{{ break }}{{ else if .Y }}{{ continue }}{{ end }}f({{ . }})\n{{ end }}",
    ),
    "a template of its own": (STATEMENTS, '{{ block "b" .Function }}f({{ .Argument 0 }}){{ end }}'),
    "with": (
        STATEMENTS,
        '{{ with .Function.ResultOfType "error" }}f({{ . }}){{ else with .Function.Receiver }}g({{ . }}){{ end }}',
    ),
    "a loop over a number": (STATEMENTS, "{{ range $i := 3 }}f({{ $i }})\n{{ end }}"),
    "comments that hold brackets": (STATEMENTS, "f() // ({{ .Function.Name }}\ng() /* { */"),
    "a go:linkname": (DECLARATIONS, "//go:linkname f a.F\nfunc f(int) error"),
    "forty conditions": (STATEMENTS, "".join(f"{{{{ if .AST.F{n} }}}}f({n})\n{{{{ end }}}}" for n in range(40))),
}


@pytest.mark.parametrize("name", SOUND)
def test_no_false_alarm(tmp_path: Path, name: str) -> None:
    advice, template = SOUND[name]
    assert findings(tmp_path, advice, template) == []


@pytest.mark.build
@pytest.mark.parametrize("name", SOUND)
def test_no_false_alarm_of_gos_own_parser(tmp_path: Path, name: str) -> None:
    advice, template = SOUND[name]
    assert shutil.which("go")
    assert findings(tmp_path, advice, template, with_go=True) == []


# Errors that only Go's parser finds, or reports better.
GO_SLIPS: dict[str, tuple[str, str, list[str]]] = {
    "no comma before a new line": (
        EXPRESSION,
        "f(\n  {{ . }}\n)",
        ["2:10: the template renders invalid Go: missing ',' before newline in argument list, in `placeholder`"],
    ),
    "no comma between": (
        EXPRESSION,
        "f({{ . }} 1)",
        ["1:11: the template renders invalid Go: missing ',' in argument list, in `f(placeholder 1)`"],
    ),
    "a misspelled else": (
        STATEMENTS,
        "if a {\n} els {\n}",
        ["2:3: the template renders invalid Go: expected ';', found els, in `} els {`"],
    ),
    "a declaration in a body": (
        STATEMENTS,
        "f()\nfunc g() {}",
        ["2:6: the template renders invalid Go: expected '(', found g, in `func g() {}`"],
    ),
}


@pytest.mark.build
@pytest.mark.parametrize("name", GO_SLIPS)
def test_errors_of_gos_own_parser(tmp_path: Path, name: str) -> None:
    advice, template, expected = GO_SLIPS[name]
    assert findings(tmp_path, advice, template, with_go=True) == expected


def test_a_template_with_endless_branches_does_not_hang(tmp_path: Path) -> None:
    deep = "{{ range .AST.Args }}" * 30 + "f()\n" + "{{ end }}" * 30
    itself = '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'
    assert findings(tmp_path, STATEMENTS, deep) == []
    assert findings(tmp_path, STATEMENTS, itself) == []
    assert findings(tmp_path, STATEMENTS, "{{ range 1000000000 }}{{ range 1000000000 }}f()\n{{ end }}{{ end }}") == []
