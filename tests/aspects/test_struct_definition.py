"""`struct-definition` looks only into files that may define the struct."""

from __future__ import annotations

import pytest

from orchestrion_py.aspects.joinpoints.struct_definition import StructDefinition
from orchestrion_py.weaving.typenames import TypeName

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
OTHERS = ("func f(g *g) { g.x = 1 }\n\ntype h struct{}", "type bag struct{}", "type g\n\ntype h struct{}")


@pytest.mark.parametrize("text", DEFINITIONS)
def test_a_file_that_defines_it(text: str) -> None:
    assert StructDefinition(TypeName(False, "p", "g")).may_match_file(text.encode())
    assert StructDefinition(TypeName(False, "p", "É")).may_match_file(text.replace("g", "É").encode())


@pytest.mark.parametrize("text", OTHERS)
def test_a_file_that_does_not(text: str) -> None:
    assert not StructDefinition(TypeName(False, "p", "g")).may_match_file(text.encode())
