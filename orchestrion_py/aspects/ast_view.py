"""`.AST`: a syntax node under the field names of go/ast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.snippets import placeholder
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class NodeView:
    """One node; printed, it is the node's source with whatever is woven inside it."""

    node: Node

    def template_text(self) -> str:
        return placeholder(self.node)

    def template_field(self, name: str) -> object:
        if name == "Copy":
            return self
        if name == "Name" and self.node.type in _IDENTIFIERS:
            return text_of(self.node)
        return _FIELDS[self.node.type, name](self.node)


def view(node: Node | None) -> NodeView | None:
    """A node as templates see it; a part that is not there is nil."""
    while node is not None and node.type in ("literal_element", "expression_statement") and node.named_child_count == 1:
        node = node.named_children[0]
    return NodeView(node) if node is not None else None


_IDENTIFIERS = frozenset({"identifier", "type_identifier", "field_identifier", "package_identifier"})


def _field(name: str) -> Callable[[Node], NodeView | None]:
    return lambda node: view(node.child_by_field_name(name))


def _list(name: str) -> Callable[[Node], list[NodeView | None]]:
    def children(node: Node) -> list[NodeView | None]:
        container = node.child_by_field_name(name)
        return [view(child) for child in (container.named_children if container else ()) if child.type != "comment"]

    return children


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return operator.type if operator is not None else ""


def _arguments(node: Node) -> list[NodeView | None]:
    arguments = node.child_by_field_name("arguments")
    found = []
    for child in arguments.named_children if arguments is not None else ():
        if child.type == "variadic_argument":
            found.append(view(child.named_children[0]))
        elif child.type != "comment":
            found.append(view(child))
    return found


def _has_ellipsis(node: Node) -> bool:
    arguments = node.child_by_field_name("arguments")
    return arguments is not None and any(child.type == "variadic_argument" for child in arguments.named_children)


def _selected_name(node: Node) -> str:
    field = node.child_by_field_name("field") or node.child_by_field_name("name")
    return text_of(field) if field is not None else ""


_FIELDS: dict[tuple[str, str], Callable[[Node], object]] = {
    ("call_expression", "Fun"): _field("function"),
    ("call_expression", "Args"): _arguments,
    ("call_expression", "Ellipsis"): _has_ellipsis,
    ("selector_expression", "X"): _field("operand"),
    ("selector_expression", "Sel"): _field("field"),
    ("selector_expression", "Name"): _selected_name,
    ("qualified_type", "X"): _field("package"),
    ("qualified_type", "Sel"): _field("name"),
    ("qualified_type", "Name"): _selected_name,
    ("composite_literal", "Type"): _field("type"),
    ("composite_literal", "Elts"): _list("body"),
    ("keyed_element", "Key"): _field("key"),
    ("keyed_element", "Value"): _field("value"),
    ("unary_expression", "X"): _field("operand"),
    ("unary_expression", "Op"): _operator,
    ("binary_expression", "X"): _field("left"),
    ("binary_expression", "Y"): _field("right"),
    ("binary_expression", "Op"): _operator,
    ("index_expression", "X"): _field("operand"),
    ("index_expression", "Index"): _field("index"),
    ("type_spec", "Name"): _field("name"),
    ("type_spec", "Type"): _field("type"),
}
