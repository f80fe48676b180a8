"""Expressions, and the names and literals in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.rendering.ast_view.shapes import (
    NodeView,
    Shape,
    always,
    child,
    listed,
    only_child,
    parts_of,
    source,
)
from orchestrion_py.aspects.rendering.ast_view.types import function_type_of
from orchestrion_py.weaving.literals import literal_type
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.rendering.ast_view.shapes import Shapes
    from orchestrion_py.weaving.imports import Imports

IDENT = Shape("Ident", {"Name": source, "Path": always("")})


def _operator(view: NodeView) -> str:
    operator = view.field("operator")
    return operator.type if operator is not None else ""


def _literal(kind: str) -> Shape:
    return Shape("BasicLit", {"Kind": always(kind), "Value": source})


def _selected_node(node: Node) -> tuple[Node | None, Node | None]:
    """Return both sides of `x.Name`, which is a different kind of node in types and in expressions."""
    if node.type == "qualified_type":
        return node.child_by_field_name("package"), node.child_by_field_name("name")
    return node.child_by_field_name("operand"), node.child_by_field_name("field")


def _left(view: NodeView) -> NodeView | None:
    left, _ = _selected_node(view.node)
    return view.other(left) if left is not None else None


def _selected(view: NodeView) -> NodeView | None:
    _, right = _selected_node(view.node)
    return view.other(right) if right is not None else None


def _selected_name(view: NodeView) -> str:
    _, right = _selected_node(view.node)
    return text_of(right) if right is not None else ""


def _package_path(view: NodeView) -> str:
    left, _ = _selected_node(view.node)
    return (view.imports.path_of(left) if left is not None else None) or ""


# `Name` is an addition for templates: go/ast has it only on identifiers.
_SELECTOR = Shape("SelectorExpr", {"X": _left, "Sel": _selected, "Name": _selected_name})
_QUALIFIED = Shape("Ident", {"Name": _selected_name, "Path": _package_path})


def _selector(node: Node, imports: Imports) -> Shape:
    """A qualified name is one identifier with a path, as in dave/dst."""
    left, _ = _selected_node(node)
    is_name = left is not None and left.type in ("identifier", "package_identifier")
    return _QUALIFIED if left is not None and is_name and imports.path_of(left) else _SELECTOR


def _indices(node: Node) -> list[Node]:
    """Return the type arguments of an instantiation; the grammar stores them in four different ways."""
    arguments = node.child_by_field_name("type_arguments")
    if arguments is not None:
        return parts_of(arguments)
    index = node.child_by_field_name("index")
    return [index] if index is not None else parts_of(node)[1:]


def _instantiated(view: NodeView) -> NodeView | None:
    for name in ("operand", "type", "function"):
        node = view.field(name)
        if node is not None:
            return view.other(node)
    return None


_INDEX = Shape("IndexExpr", {"X": _instantiated, "Index": lambda view: view.other(_indices(view.node)[0])})
_INDEX_LIST = Shape("IndexListExpr", {"X": _instantiated, "Indices": lambda view: view.others(_indices(view.node))})


def _index(node: Node, _imports: Imports) -> Shape:
    return _INDEX if len(_indices(node)) == 1 else _INDEX_LIST


def _callee(view: NodeView) -> NodeView | None:
    function, arguments = view.field("function"), view.field("type_arguments")
    if function is None:
        return None
    if arguments is None:
        return view.other(function)
    return view.part(_index(view.node, view.imports), end=arguments.end_byte)


def _arguments(view: NodeView) -> list[NodeView]:
    given = parts_of(view.field("arguments"))
    return view.others(parts_of(each)[0] if each.type == "variadic_argument" else each for each in given)


def _is_spread(view: NodeView) -> bool:
    return any(each.type == "variadic_argument" for each in parts_of(view.field("arguments")))


def _converts_to(view: NodeView) -> Node | None:
    """Return the type of a conversion, or the rest of it after stars."""
    kind = view.field("type")
    while kind is not None and kind.start_byte < view.start:
        kind = kind.named_children[0]
    return kind


def _conversion(node: Node, _imports: Imports) -> Shape:
    kind = node.child_by_field_name("type")
    return _DEREFERENCE if kind is not None and kind.type == "pointer_type" else _CONVERSION


def _dereferenced(view: NodeView) -> NodeView | None:
    """Return what follows the star in `*(*[]T)(x)`, which the grammar reads as a conversion to `*(*[]T)`."""
    kind = _converts_to(view)
    if kind is None:
        return None
    inner = kind.named_children[0]
    return view.part(_DEREFERENCE if inner.type == "pointer_type" else _CONVERSION, start=inner.start_byte)


def _conversion_type(view: NodeView) -> NodeView | None:
    kind = _converts_to(view)
    return view.other(kind) if kind is not None else None


def _converted(view: NodeView) -> list[NodeView]:
    operand = view.field("operand")
    return [view.other(operand)] if operand is not None else []


_CALL = Shape("CallExpr", {"Fun": _callee, "Args": _arguments, "Ellipsis": _is_spread})
_CONVERSION = Shape("CallExpr", {"Fun": _conversion_type, "Args": _converted, "Ellipsis": always(False)})
_DEREFERENCE = Shape("StarExpr", {"X": _dereferenced})
_STAR = Shape("StarExpr", {"X": child("operand")})
_UNARY = Shape("UnaryExpr", {"Op": _operator, "X": child("operand")})


def _unary(node: Node, _imports: Imports) -> Shape:
    operator = node.child_by_field_name("operator")
    return _STAR if operator is not None and operator.type == "*" else _UNARY


def _elided_type(view: NodeView) -> NodeView | None:
    """Return the type of the literal, which go/ast lacks here; a template needs it to write the literal again."""
    kind = literal_type(view.node)
    return view.other(kind) if kind is not None else None


def _pointed_to(view: NodeView) -> NodeView:
    return view.part(_SPELLED_OUT, parts_of(view.node)[0])


def _spelled_out(view: NodeView) -> str:
    kind = _elided_type(view)
    elements = ", ".join(each.template_text() for each in view.others(parts_of(view.node)))
    return f"{kind.template_text() if kind is not None else ''}{{{elements}}}"


_PAREN = Shape("ParenExpr", {"X": only_child})
_COMPOSITE = Shape("CompositeLit", {"Type": child("type"), "Elts": listed("body"), "Incomplete": always(False)})
_ELIDED = Shape(
    "CompositeLit",
    {"Type": _elided_type, "Elts": lambda view: view.others(parts_of(view.node)), "Incomplete": always(False)},
)

_SPELLED_OUT = Shape("CompositeLit", _ELIDED.fields, _spelled_out)
# An element literal whose elided type is a pointer, see weaving/literals.py.
ELIDED_POINTER = Shape("UnaryExpr", {"Op": always("&"), "X": _pointed_to})

SHAPES: Shapes = {
    **dict.fromkeys(
        (
            "blank_identifier", "dot", "false", "field_identifier", "identifier", "iota", "label_name", "nil",
            "package_identifier", "true", "type_identifier",
        ),
        IDENT,
    ),
    "int_literal": _literal("INT"),
    "float_literal": _literal("FLOAT"),
    "imaginary_literal": _literal("IMAG"),
    "rune_literal": _literal("CHAR"),
    "interpreted_string_literal": _literal("STRING"),
    "raw_string_literal": _literal("STRING"),
    "func_literal": Shape("FuncLit", {"Type": function_type_of, "Body": child("body", "BlockStmt")}),
    "composite_literal": _COMPOSITE,
    "literal_value": _ELIDED,
    "keyed_element": Shape("KeyValueExpr", {"Key": child("key"), "Value": child("value")}),
    "parenthesized_expression": _PAREN,
    "parenthesized_type": _PAREN,
    "selector_expression": _selector,
    "qualified_type": _selector,
    "index_expression": _index,
    "type_instantiation_expression": _index,
    "generic_type": _index,
    "slice_expression": Shape(
        "SliceExpr",
        {
            "X": child("operand"),
            "Low": child("start"),
            "High": child("end"),
            "Max": child("capacity"),
            "Slice3": lambda view: view.field("capacity") is not None,
        },
    ),
    "type_assertion_expression": Shape("TypeAssertExpr", {"X": child("operand"), "Type": child("type")}),
    "call_expression": _CALL,
    "type_conversion_expression": _conversion,
    "unary_expression": _unary,
    "binary_expression": Shape("BinaryExpr", {"X": child("left"), "Op": _operator, "Y": child("right")}),
}  # fmt: skip
