"""Parsing and rendering a random template ends in text or in a TemplateError with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrion_py.aspects.templates import TemplateError, parse
from tests.aspects.templates.cases import DATA, Generator, hand_picked
from tests.system.trust.fuzzing import cases

pytestmark = pytest.mark.thorough

TOKENS = [
    "{{", "}}", "{{-", "-}}", "{{- ", " -}}", "{{/* ", " */}}", "if ", "else ", "else if ", "with ", "range ", "end", "{{end}}", "break",
    "continue", "define ", "template ", "block ", '"t"', "nil", "true", "$", "$v", " := ", " = ", "$i, $e := ", "|", "(", ")", ".", ",",
    " ", "\n", ".l", ".m", ".mixed", ".s", "$.n", "index ", "slice ", "len ", "print ", "printf ", '"%v"', '"%1000000000d"', '"%*.*f"',
    '"%[9]q"', "and ", "or ", "not ", "eq ", "ne ", "lt ", "ge ", "html ", "js ", "urlquery ", "call ", "Version", "0x1p-2", "1e400", "1i",
    "'a'", "'", '"', "`", "\\", "9223372036854775808", "-1", "99999999", "\x00", "é", "\udc80", "{{range 999999999}}x", "{{template `t` .}}",
    "{{define `t`}}", "{{block `u` .}}",
]  # fmt: skip


def check(text: str, data: object) -> None:
    try:
        rendered = parse(text, functions=("Version",)).render(data, {"Version": lambda: "v1"})
    except TemplateError as error:
        rendered = error.message
    assert isinstance(rendered, str)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A valid template with a few parts removed, doubled or overwritten."""
    text = draw(
        st.one_of(st.sampled_from(hand_picked()), st.integers(0, 1 << 30).map(lambda seed: Generator(seed).template()))
    )
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.one_of(st.sampled_from(TOKENS), st.text(max_size=3))) + text[end:]
    return text


values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(sorted(DATA)), inner, max_size=3)
    ),
    max_leaves=10,
)
data = st.one_of(st.just(DATA), values, st.dictionaries(st.sampled_from(sorted(DATA)), values, max_size=6))


@cases
@given(damaged(), data)
def test_damaged_templates(text: str, value: object) -> None:
    check(text, value)


@cases
@given(st.lists(st.sampled_from(TOKENS), max_size=30).map("".join), data)
def test_templates_of_tokens(text: str, value: object) -> None:
    check(text, value)
