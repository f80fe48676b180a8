"""Declarations that hide a package's name inside a function, and others that do not."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.scopes import Scopes
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of

# Each snippet asks whether HERE is hidden in HERE.x.
HIDDEN = [
    "func f(HERE int) { HERE.x() }",
    "func (HERE t) f() { HERE.x() }",
    "func f() (HERE int) { HERE.x(); return }",
    "func f[HERE any]() { HERE.x() }",
    "func (r *t[HERE]) f() { HERE.x() }",
    "func f() { HERE := 1; HERE.x() }",
    "func f() { a, HERE := 1, 2; { HERE.x() } }",
    "func f() { var HERE, b int; HERE.x() }",
    "func f() { var (\na int\nHERE int\n); HERE.x() }",
    "func f() { const HERE = 1; HERE.x() }",
    "func f() { type HERE int; HERE.x() }",
    "func f() { if HERE := g(); true { HERE.x() } }",
    "func f() { if HERE := g(); true { } else { HERE.x() } }",
    "func f() { for HERE := 0; ; { HERE.x() } }",
    "func f() { for HERE := 0; HERE.x(); { } }",
    "func f() { for _, HERE := range g { HERE.x() } }",
    "func f() { switch HERE := g(); { case true: HERE.x() } }",
    "func f() { switch HERE := g().(type) { case int: HERE.x() } }",
    "func f() { switch { case true: HERE := 1; HERE.x() } }",
    "func f() { select { case HERE := <-c: HERE.x() } }",
    "func f() { func(HERE int) { HERE.x() }(1) }",
    "func f() { l: HERE := 1; HERE.x() }",
    "func f() { var (\nHERE = 1\na = HERE.x()\n) }",
    "func f() { type HERE [HERE.x]int }",
    "func f() { switch HERE := g(); v := v.(type) { case HERE.x: } }",
    "func f() { if g() { } else if HERE := g(); true { HERE.x() } }",
    "func f[HERE any](a [HERE.x]int) { }",
    "func f[A any, B g[HERE.x], HERE any]() { }",
    "func (t[HERE, _]) f(a [HERE.x]int) { }",
    "type t[HERE any] struct { a [HERE.x]int }",
    "type t[HERE any] = [HERE.x]int",
    "var a = func(HERE int) { HERE.x() }",
    "func f() { for HERE := range g { func() { HERE.x() }() } }",
    "func f() { switch HERE := g().(type) { case int: default: HERE.x() } }",
    "func f() { switch v { case 1: var HERE int; { HERE.x() } } }",
    "func f() { for HERE := 0; ; HERE.x() { } }",
    "func f() { HERE, a := 1, 2; HERE.x(a) }",
    "func f() (a, HERE int) { defer func() { HERE.x() }(); return }",
]
VISIBLE = [
    "func f() { HERE.x() }",
    "func f(a int) { HERE.x(); HERE := 1; _ = HERE }",
    "func f() { HERE := HERE.x() ; _ = HERE }",
    "func f() { { HERE := 1; _ = HERE }; HERE.x() }",
    "func f() { if HERE := g(); HERE { }; HERE.x() }",
    "func f() { for HERE := range g { _ = HERE }; HERE.x() }",
    "func f() { for _, HERE := range HERE.x() { _ = HERE } }",
    "func f() { func(HERE int) {}(HERE.x()) }",
    "func f() { switch HERE := HERE.x().(type) { default: _ = HERE } }",
    "func f() { switch { case a: HERE := 1; _ = HERE; case HERE.x(): } }",
    "func f() { g(t{HERE: 1}); HERE.x() }",
    "var HERE2 = HERE.x()",
    # The scope of parameters and results is the body, not the signature.
    "func f(HERE [HERE.x]int) { }",
    "func f(a int) (HERE [HERE.x]int) { return }",
    "func (HERE t) f(a [HERE.x]int) { }",
    "var a = func(HERE [HERE.x]int) { }",
    "var a func(HERE int) [HERE.x]int",
    "type t interface { f(HERE int) [HERE.x]int }",
    "type t struct { HERE int; a [HERE.x]int }",
    "func f() { switch HERE := g().(type) { case HERE.x: _ = HERE } }",
    "func f() { switch { case true: HERE := 1; _ = HERE; default: HERE.x() } }",
    "func f() { select { case HERE := <-HERE.x(): _ = HERE } }",
    "func f() { select { case HERE := <-c: _ = HERE; case <-HERE.x(): } }",
    "func f() { select { case HERE = <-c: HERE.x() } }",
    "func f() { var HERE = HERE.x() }",
    "func f() { const HERE = HERE.x }",
    "func f() { HERE = 1; HERE.x() }",
    "func f() { for HERE = range g { HERE.x() } }",
    "func f() { HERE: for { break HERE }; HERE.x() }",
    "func f() { if HERE := HERE.x(); HERE { } }",
    "func f() { HERE := func() { HERE.x() } }",
    "func f() { type a struct { HERE int }; HERE.x() }",
    "func f() { { type HERE int }; HERE.x() }",
    "func f() { go func(HERE int) {}(1); HERE.x() }",
    "func (r t[HERE]) f() { }; func g() { HERE.x() }",
]


def asked(source: str) -> bool:
    root = parse(f"package p\n{source}\n".encode()).root_node
    assert not root.has_error, source
    for node in nodes_of_kinds(root, ["selector_expression", "qualified_type"]):
        operand = node.child_by_field_name("operand") or node.child_by_field_name("package")
        if operand is not None and text_of(operand) == "HERE":
            return Scopes(root).hides("HERE", operand)
    raise AssertionError("the snippet asks nothing")


@pytest.mark.parametrize("source", HIDDEN)
def test_hidden(source: str) -> None:
    assert asked(source)


@pytest.mark.parametrize("source", VISIBLE)
def test_visible(source: str) -> None:
    assert not asked(source)
