"""Composite literals without a type: they have the type of the elements of the literal around them.

The grammar has an elided literal as a `literal_value` in a `literal_element`; where the elements are pointers, the latter
stands for the `&` that Go adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.edits import Original
from orchestrion_py.weaving.syntax import unparenthesised

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits


def literal_type(literal: Node) -> Node | None:
    """The type of a composite literal, written or elided; None if only a type checker could know."""
    if literal.type == "composite_literal":
        return literal.child_by_field_name("type")
    kind = _element_type(literal) if literal.type == "literal_value" else None
    return _pointed_to(kind) or kind if kind is not None else None


def is_elided_pointer(node: Node) -> bool:
    """Whether the type of an elided literal, or of its element, is a pointer."""
    literal = node.named_children[0] if node.type == "literal_element" and node.named_child_count else node
    kind = _element_type(literal) if literal.type == "literal_value" else None
    return kind is not None and _pointed_to(kind) is not None


def spell_out(node: Node, edits: Edits) -> None:
    """Write the type of an elided literal in front of it, once, so that the literal is valid anywhere."""
    literal = node.named_children[0] if node.type == "literal_element" else node
    kind = literal_type(literal) if literal.type == "literal_value" else None
    if kind is None or edits.is_replaced(node.start_byte, node.end_byte):
        return
    written = (Original(kind.start_byte, kind.end_byte), Original(node.start_byte, node.end_byte))
    if node.type == "literal_element":
        edits.replace(node.start_byte, node.end_byte, ("&", *written))
        return
    edits.replace(node.start_byte, node.end_byte, written)
    if is_elided_pointer(node):
        edits.insert(node.start_byte, ("&",))


def _pointed_to(kind: Node) -> Node | None:
    kind = unparenthesised(kind)
    return unparenthesised(kind.named_children[0]) if kind.type == "pointer_type" else None


def _element_type(literal: Node) -> Node | None:
    """The type of the elements of the literal around an elided one."""
    element = literal.parent
    if element is None or element.type != "literal_element" or element.parent is None:
        return None
    keyed = element.parent if element.parent.type == "keyed_element" else None
    body = keyed.parent if keyed is not None else element.parent
    around = body.parent if body is not None else None
    if body is None or around is None:
        return None
    kind = literal_type(around if around.type == "composite_literal" else body)
    if kind is None:
        return None
    kind = unparenthesised(kind)
    if kind.type != "map_type":
        return kind.child_by_field_name("element")
    key = keyed.child_by_field_name("key") if keyed is not None else None
    return kind.child_by_field_name("key" if key is not None and key.id == element.id else "value")
