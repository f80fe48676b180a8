"""Go that the grammar rejects is parsed in another spelling, and no node has an offset or a word of that spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

# What the grammar rejects, and the same program as it accepts it, if there is such a form.
FORMS = [
    ("var a = new(1 + 2)", ""),
    ("var a, b = new([]int), new(f())", ""),
    ('var a = new([]byte("x"))', ""),
    ('var a = new(map[string]int{"a": f(1)})', ""),
    ("var a, b, c = new([...]int{1, 2}), new([]int{}), new([]int)", ""),
    ('var a = new(struct{ a int `json:")"` }{1})', ""),
    ("var a, b, c = new(func() int { return f(1) }()), new(func() int), new(func())", ""),
    ("var a, b, c, d = new(<-c), new(<-chan int), new((<-chan int)(c)), new(chan<- int)", ""),
    ('var a, b, c = new(m["a"]), new(T[int]), new(pkg.T[[]int, map[K]V])', ""),
    ("var a, b, c = new(*T), new((*T)(nil)), new(&T{})", ""),
    ("var a = new /* the answer */ (42)", ""),
    ("var a = new(1, 2) + make(x...)", ""),
    ("func make(int) int { return 1 }\n\nvar a, b = make(2 - 1), make([]int, 1)", ""),
    ("func (p *pool) new(make int) *pool { return p.new(make(1 + 1)).make(2) }\n\nvar a = new(1)", ""),
    ("func f() { new, make := 1, S{new: 1}; new: for { continue new } }", ""),
    ("var a, b, c = (make)([]int, 0), ((new))(\nmap[int]int), (new)(x)", ""),
    ("const ( a = 1\n b = f(2))\nfunc f() {}", "const ( a = 1\n b = f(2)\n)\nfunc f() {}"),
    ("const (c = 1)", "const (c = 1\n)"),
    ("var ( a int; b int )\nvar ( c = 1 ) // d", "var ( a int; b int; )\nvar ( c = 1; ) // d"),
    ("type ( T1 struct{ a int }\n T2 = int)\ntype T3 int", "type ( T1 struct{ a int }\n T2 = int\n)\ntype T3 int"),
    (
        "func f() { var (a = new(1); b = func() { const (c = 1) }); a() }",
        "func f() { var (a = neW(1); b = func() { const (c = 1\n) }\n); a() }",
    ),
    ("var ( α = 'é'\n β = `\n`)", "var ( α = 'é'\n β = `\n`\n)"),
    ("func f() { ; return }", "func f() { return }"),
    ("func f() { ;; a();; b()\n;c() }", "func f() { a(); b()\nc() }"),
    ("func f() { switch x { case 1: ; a(); default: ; b() } }", "func f() { switch x { case 1: a(); default: b() } }"),
    ("func f() { L: ; a() }", ""),
    ("func f() { if ; x { }; switch ; { } }", "func f() { if x { }; switch { } }"),
    ("func f() { ; for ;; { }; for i := 0;; i++ { ; } }", "func f() { for ;; { }; for i := 0;; i++ { } }"),
    ("func f() { ; for i := func() int { ; return 1 }();; { } }", "func f() { for i := func() int { return 1 }();; { } }"),
    ("func f() {\nL: M:\n}", ""),
    ("func f() { switch { case a: L: M: }; _: }", ""),
    ("func f() { a() /*\n*/ b() /* c */ /*\n*/ }", "func f() { a()\n b() /* c */ /*\n*/ }"),
    ("var a = struct{ T }.m", ""),
    ("var a, b = (*struct{ T }).m, ((*struct{ T })).m(x)", ""),
    ("var a = interface{ m() }.m\n\nfunc f() int { return x.(struct{ a int }).a }", ""),
    # Without a final newline, the grammar accepts some files and not others.
    ("import (\n)\nconst (\n)\nconst (\n)\nconst (\n)", ""),
]  # fmt: skip


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _below(child)


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
def test_a_form_that_the_grammar_rejects_has_its_own_offsets_and_text(form: str) -> None:
    source = b"package p\n\n" + form.encode()
    root = parse(source).root_node
    assert not root.has_error
    for node in _below(root):
        start = node.start_byte
        assert text_of(node).encode().rstrip(b"\n") == source[start : node.end_byte].rstrip(b"\n")
        if start < len(source):
            line = source.rfind(b"\n", 0, start) + 1
            assert (node.start_point.row, node.start_point.column) == (source.count(b"\n", 0, start), start - line)
        assert all(child.parent == node for child in node.children)
    for call in nodes_of_kinds(root, ("call_expression",)):
        assert text_of(call).endswith(")")


@pytest.mark.parametrize(("form", "accepted"), [(form, accepted) for form, accepted in FORMS if accepted])
def test_a_form_that_the_grammar_rejects_has_the_nodes_of_the_one_that_it_accepts(form: str, accepted: str) -> None:
    kinds = (
        "identifier", "type_identifier", "const_spec", "var_spec", "type_spec", "type_alias", "call_expression", "block",
        "for_clause", "var_declaration", "const_declaration", "type_declaration", "func_literal", "if_statement",
    )  # fmt: skip
    found, wanted = ([node.type for node in _nodes(text, kinds)] for text in (form, accepted))
    assert found == wanted


def _nodes(text: str, kinds: tuple[str, ...]) -> list[Node]:
    return nodes_of_kinds(parse(b"package p\n\n" + text.encode() + b"\n").root_node, kinds)


def test_names_are_those_of_the_file() -> None:
    source = b"package p\n\nvar a = new(1)\n\nfunc (p *pool) new() { p.make(2); makE() }\n"
    names = [text_of(node) for node in nodes_of_kinds(parse(source).root_node, ("identifier", "field_identifier"))]
    assert names == ["a", "new", "p", "new", "p", "make", "makE"]
