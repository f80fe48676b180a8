"""Random texts and data end in a result or a TemplateError, and soon."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrion_py.aspects.templates import Limits, TemplateError, parse

pytestmark = pytest.mark.thorough

LIMITS = Limits(steps=2_000, output=20_000, depth=20)

PIECES = [
    "{{", "}}", "{{-", "-}}", "{{ ", " }}", "(", ")", "|", " ", "\n", ".", ".a", ".b.c", "$", "$x", "$x.a", ":=", "=",
    ",", "if ", "else ", "else", "end", "{{end}}", "{{else}}", "range ", "with ", "define ", "template ", "block ",
    "break", "continue", "nil", "true", '"s"', '"%d%s"', "`r`", "'c'", "1", "0x1p-2", "1_0", "1e5", "-3", "2i",
    "99999999999999999999", "/*", "*/", "printf ", "index ", "len ", "eq ", "and ", "slice ", "call ", "print ",
    "html ", "Version", '"', "'", "`", "é", "{{range 1000000000}}", '{{template "t" .}}', '{{define "t"}}',
    "{{$x := .}}", "{{if .a}}", "{{range .}}", "\udc80", "\ud800",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "c"]) | st.text(max_size=3), inner)
    ),
    max_leaves=8,
)
FORMAT = st.lists(
    st.sampled_from(["%", *"+-# 0123456789.*[]%", *string.ascii_letters, "é", "[1]", "[2]*", "99999999"]), max_size=12
)


@settings(max_examples=400, deadline=None)
@given(TEXT, VALUES)
def test_any_text_renders_or_is_an_error(text: str, data: object) -> None:
    try:
        template = parse(text)
        template.render(data, {"Version": lambda: "v1"}, LIMITS)
    except TemplateError as raised:
        error = raised
    else:
        return
    assert str(error)
    assert 1 <= error.line <= text.count("\n") + 1
    assert error.column >= 1


@settings(max_examples=300, deadline=None)
@given(FORMAT, st.lists(VALUES, max_size=3))
def test_any_format_prints_any_values(pieces: list[str], values: list[object]) -> None:
    template = parse(
        "{{printf .f (index .v 0) (index .v 1)}}{{printf .f}}{{print .v}}{{html .v}}{{js .v}}{{urlquery .v}}"
    )
    data = {"f": "".join(pieces), "v": [*values, None, None]}
    # Widths are at most a million characters, so no limit stops these templates.
    assert template.render(data)
