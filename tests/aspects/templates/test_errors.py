"""Template errors have Go's messages and a position."""

from __future__ import annotations

import pickle

import pytest

from orchestrion_py.aspects.templates import TemplateError, parse


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a\n  {{nosuch 1}}", 'template: x:2: function "nosuch" not defined', 2, 5),
        ("{{$a}}", 'template: x:1: undefined variable "$a"', 1, 3),
        ("{{if .A}}", "template: x:1: unexpected EOF", 1, 10),
        ("é {{end}}", "template: x:1: unexpected {{end}}", 1, 3),
        ("{{.A", "template: x:1: unclosed action", 1, 5),
        ("{{\n.A\n", "template: x:3: unclosed action started at x:1", 3, 1),
        ('{{"a\n"}}', "template: x:1: unterminated quoted string", 1, 3),
        ("{{.A | 3}}", "template: x:1: non executable command in pipeline stage 2", 1, 9),
        ("{{break}}", "template: x:1: {{break}} outside {{range}}", 1, 1),
        ("{{#}}", 'template: x:1: unexpected "#" in command', 1, 3),
        ("{{☺}}", "template: x:1: unrecognized character in action: U+263A '☺'", 1, 3),
        ("{{/* a", "template: x:1: unclosed comment", 1, 3),
        ('{{printf "%d"\n  0x}}', 'template: x:2: illegal number syntax: "0x"', 2, 3),
    ],
)
def test_parse_errors(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text, "x")
    error = caught.value
    assert (str(error), error.line, error.column) == (message, line, column)
    assert message.endswith(error.reason)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("{{.n.x}}", 'template: x:1:4: executing "x" at <.n.x>: can\'t evaluate field x in type int', 1, 5),
        ("\né {{index .l 7}}", "at <index .l 7>: error calling index: index out of range: 7", 2, 5),
        ('{{define "d"}}{{.x.y}}{{end}}{{template "d" 1}}', 'executing "d" at <.x.y>: can\'t evaluate field x', 1, 19),
        ('{{template "gone"}}', 'template: x:1:11: executing "x" at <{{template "gone"}}>: template "gone" not', 1, 12),
        ("{{1 2}}", "can't give argument to non-function 1", 1, 3),
        ("{{lt 1 `a`}}", "error calling lt: incompatible types for comparison: int and string", 1, 3),
    ],
)
def test_execution_errors(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text, "x").render({"n": 1, "l": ["a"]})
    error = caught.value
    assert message in str(error)
    assert (error.line, error.column) == (line, column)


def test_columns_are_characters_where_go_counts_bytes() -> None:
    with pytest.raises(TemplateError, match="template: x:1:7: ") as caught:
        parse("世{{.x.y}}", "x").render(1)
    assert caught.value.column == 6


def test_an_error_pickles() -> None:
    error = TemplateError("template: x:1: no", 1, 2, "no")
    again = pickle.loads(pickle.dumps(error))
    assert (again.message, again.line, again.column, again.reason) == ("template: x:1: no", 1, 2, "no")
