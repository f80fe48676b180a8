"""Where a new expression needs parentheses to stay one expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.snippets import with_placeholders
from orchestrion_py.weaving.syntax import ancestors, ancestors_below, nodes_of_kinds, parse

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Pieces

_OPERATORS = frozenset({"binary_expression", "unary_expression"})
# What binds its operand tighter than any operator, each with the name of that operand in the grammar.
_TIGHT = {
    "call_expression": "function",
    "index_expression": "operand",
    "selector_expression": "operand",
    "slice_expression": "operand",
    "type_assertion_expression": "operand",
}
# A composite literal in the header of one of these would be read as the start of its body ...
_HEADED = frozenset({"expression_switch_statement", "for_statement", "if_statement", "type_switch_statement"})
# ... but not inside brackets of any kind.
_BRACKETS = frozenset({"argument_list", "block", "index_expression", "literal_value", "parenthesized_expression"})


def needs_parentheses(pieces: Pieces, replaced: Node, root: Node) -> bool:
    """Whether an expression needs parentheses if it replaces a node of the tree of `root`."""
    tight = _stands_tight(replaced)
    headed = _stands_in_header(replaced, root)
    if not tight and not headed:
        return False
    root = parse(b"package _\nvar _ = " + with_placeholders(pieces)).root_node
    values = nodes_of_kinds(root, ("expression_list",))
    if tight and values and values[-1].named_children[0].type in _OPERATORS:
        return True
    return headed and any(_is_bare(literal) for literal in nodes_of_kinds(root, ("composite_literal",)))


def _stands_tight(node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if parent.type in _OPERATORS:
        return True
    operand = parent.child_by_field_name(_TIGHT[parent.type]) if parent.type in _TIGHT else None
    return operand is not None and operand.id == node.id


def _stands_in_header(node: Node, root: Node) -> bool:
    for each in ancestors_below(root, node):
        if each.type in _HEADED:
            return True
        if each.type in _BRACKETS:
            return False
    return False


def _is_bare(literal: Node) -> bool:
    return all(each.type not in _BRACKETS for each in ancestors(literal))
