"""The fast walks over syntax trees give the same results as the obvious ones."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    "text",
    [
        "var a = new(1 + 2)",
        "var a, b = new([]int), new(f())",
        "func make(int) int { return 1 }\n\nvar a, b = make(2 - 1), make([]int, 1)",
        "func f() { ; return }",
        # Without a final newline, the grammar accepts some files and not others.
        "import (\n)\nconst (\n)\nconst (\n)\nconst (\n)",
    ],
)
def test_go_that_the_grammar_lacks_is_parsed_anyway(text: str) -> None:
    source = b"package p\n\n" + text.encode()
    root = parse(source).root_node
    assert not root.has_error
    for call in nodes_of_kinds(root, ("call_expression",)):
        assert source[call.start_byte : call.end_byte].endswith(b")")


def test_text_that_is_not_go_has_errors() -> None:
    assert parse(b"package p\n\nfunc f() { return ) }").root_node.has_error
