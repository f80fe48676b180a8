"""The fast walks over syntax trees give the same results as the obvious ones."""

from __future__ import annotations

from orchestrion_py.weaving.syntax import ancestors, ancestors_below, each_of_kinds, nodes_of_kinds, parse

ROOT = parse(b"""\
package p

import "fmt"

func f(a int) (b int) {
	if a > 0 {
		return func() int { return fmt.Sprint(a, f(f(a+1)))[0] }()
	}
	return
}

var _ = f(1)
""").root_node
KINDS = ("call_expression", "block", "identifier", "source_file", "function_declaration", "import_spec")


def test_ancestors_below_the_root_are_the_ancestors() -> None:
    for node in nodes_of_kinds(ROOT, KINDS):
        assert ancestors_below(ROOT, node) == list(ancestors(node))


def test_nodes_come_in_the_same_order_one_by_one() -> None:
    assert list(each_of_kinds(ROOT, KINDS)) == nodes_of_kinds(ROOT, KINDS)
    assert list(each_of_kinds(ROOT, ("import_spec",))) == nodes_of_kinds(ROOT, ("import_spec",))


def test_text_that_is_not_go_has_errors() -> None:
    assert parse(b"package p\n\nfunc f() { return ) }").root_node.has_error
