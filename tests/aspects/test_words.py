"""The quick questions about a file say yes wherever its syntax tree could: a join point looks only into such files."""

from __future__ import annotations

import pytest

from orchestrion_py.aspects.words import has_struct, has_type_of_literal, has_word, has_word_before_parenthesis

DEFINITIONS = (
    "type g struct{}",
    "type g struct {\n\tx int\n}",
    "type (\n\tg\tstruct{}\n)",
    "type g[T any] struct{}",
    "type g [\n\tT any,\n] struct{}",
    "type g /* why */ struct{}",
    "type g/*\n*/ [T any] struct{}",
    "type(g struct{})",
)
CALLS = ("g(1)", "x.g (1)", "x.g[int](1)", "x.g/* why */(1)", "func g() {}", "func (t T) g[X any]() {}", "x.\n\tg()")
LITERALS = (
    "g{}",
    "&p.g {}",
    "[]g{{}}",
    "[]*g{{}}",
    "map[g]int{{}: 1}",
    "map[string]g{}",
    "g[int]{}",
    "[](g){}",
    "g/* why */{}",
)
MENTIONS = ("(x.g)(1)", "x.g", "g\n")


@pytest.mark.parametrize("name", ["g", "É", "é1"])
def test_yes(name: str) -> None:
    def of(text: str) -> bytes:
        return text.replace("g", name).encode()

    assert all(has_struct(of(text), name) for text in DEFINITIONS)
    assert all(has_type_of_literal(of(text), name) for text in LITERALS)
    assert all(has_word_before_parenthesis(of(text), name) for text in CALLS)
    assert all(has_word(of(text), name) for text in (*DEFINITIONS, *CALLS, *MENTIONS))


def test_no() -> None:
    for text in ("func f(g *g) { g.x = 1 }\n\ntype h struct{}", "type bag struct{}", "type g\n\ntype h struct{}"):
        assert not has_struct(text.encode(), "g")
    for text in ("x.bag(1)", "x.gag(1)", "g := 1", "x.g"):
        assert not has_word_before_parenthesis(text.encode(), "g")
    for text in ("func f(c g, x int) {}", "var x g\n", "bag{}"):
        assert not has_type_of_literal(text.encode(), "g")
    for text in ("bag", "gag()", "_g", "g1"):
        assert not has_word(text.encode(), "g")
