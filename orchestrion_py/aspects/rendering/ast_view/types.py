"""Types, and the field lists of structs, interfaces and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.rendering.ast_view.shapes import (
    NodeView,
    Shape,
    always,
    child,
    has_sign,
    named,
    only_child,
    parts_of,
    token,
)
from orchestrion_py.aspects.templates import Nil
from orchestrion_py.weaving.syntax import ParameterGroup, names_of, parameter_groups, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.rendering.ast_view.shapes import Shapes

_NO_FIELDS = Nil("*ast.FieldList")
_NO_TAG = Nil("*ast.BasicLit")
# go/ast's ChanDir is a set of these two.
_SEND, _RECEIVE = 1, 2


def _field_type(view: NodeView) -> NodeView | None:
    kind = view.field("type")
    if kind is None:
        return None
    prefix = token(view.node, "...", "*")
    if prefix is None:
        return view.other(kind)
    shape = _VARIADIC if prefix.type == "..." else _EMBEDDED_POINTER
    return view.part(shape, start=prefix.start_byte, end=kind.end_byte)


_VARIADIC = Shape("Ellipsis", {"Elt": child("type")})
_EMBEDDED_POINTER = Shape("StarExpr", {"X": child("type")})


def _group(view: NodeView) -> ParameterGroup | None:
    parameters = view.node.parent
    if parameters is None or parameters.type != "parameter_list":
        return None
    return next((each for each in parameter_groups(parameters) if each.declaration.id == view.node.id), None)


def _names(view: NodeView) -> list[NodeView]:
    group = _group(view)
    return view.others(group.names if group is not None else names_of(view.node))


_FIELD = Shape("Field", {"Names": _names, "Type": _field_type, "Tag": child("tag", "BasicLit")})
# A result without parentheses, or an embedded type of an interface: a field that is only a type.
_BARE_FIELD = Shape("Field", {"Names": always([]), "Type": lambda view: view.other(view.node), "Tag": always(_NO_TAG)})


def _fields(view: NodeView) -> list[NodeView]:
    if view.node.type == "parameter_list":
        return [_of_group(view, group) for group in parameter_groups(view.node)]
    members = [each for each in parts_of(view.node) if each.type.endswith(("_declaration", "_elem"))]
    return [view.part(_BARE_FIELD, each) if each.type == "type_elem" else view.other(each) for each in members]


def _of_group(view: NodeView, group: ParameterGroup) -> NodeView:
    first = group.names[0] if group.names else group.declaration
    return view.part(_FIELD, group.declaration, start=first.start_byte)


FIELD_LIST = Shape("FieldList", {"Opening": always(True), "List": _fields, "Closing": always(True)})
_BARE_LIST = Shape(
    "FieldList",
    {"Opening": always(False), "List": lambda view: [view.part(_BARE_FIELD)], "Closing": always(False)},
)


def field_list(view: NodeView, node: Node | None) -> NodeView | Nil:
    """Return a list of fields in parentheses, brackets or braces; a result may have none of these."""
    if node is None:
        return _NO_FIELDS
    bare = not node.type.endswith("_list")
    return view.part(_BARE_LIST if bare else FIELD_LIST, node)


def _struct_fields(view: NodeView) -> NodeView | Nil:
    return field_list(view, next((each for each in parts_of(view.node)), None))


def _methods(view: NodeView) -> NodeView:
    brace = token(view.node, "{")
    return view.part(FIELD_LIST, start=brace.start_byte if brace is not None else None)


# Signatures.


def _spelled(view: NodeView) -> str:
    """Return the text of a function type; the source of a declaration contains names that its type lacks."""
    return f"func({_parameters_text(view, 'parameters')}) ({_parameters_text(view, 'result')})"


def _parameters_text(view: NodeView, part: str) -> str:
    fields = field_list(view, view.field(part))
    return ", ".join(_field_text(field) for field in _fields_of(fields))


def _fields_of(fields: NodeView | Nil) -> list[NodeView]:
    found = fields.template_field("List") if isinstance(fields, NodeView) else []
    return found if isinstance(found, list) else []


def _field_text(field: NodeView) -> str:
    kind = field.field("type") or field.node
    group = _group(field)
    names = ", ".join(text_of(name) for name in (group.names if group is not None else ()))
    dots = "..." if token(field.node, "...") is not None else ""
    return f"{names} {dots}{field.other(kind).template_text()}".strip()


_SIGNATURE_FIELDS = {
    "TypeParams": lambda view: field_list(view, view.field("type_parameters")),
    "Params": lambda view: field_list(view, view.field("parameters")),
    "Results": lambda view: field_list(view, view.field("result")),
}
_FUNCTION_TYPE = Shape("FuncType", {"Func": has_sign("func"), **_SIGNATURE_FIELDS})
_DECLARED_TYPE = Shape("FuncType", {"Func": has_sign("func"), **_SIGNATURE_FIELDS}, _spelled)


def function_type_of(view: NodeView) -> NodeView:
    """Return the signature of a function or a method: everything but its body."""
    last = view.field("result") or view.field("parameters")
    first = token(view.node, "func") or view.field("parameters")
    return view.part(
        _FUNCTION_TYPE if view.node.type == "func_literal" else _DECLARED_TYPE,
        start=first.start_byte if first is not None else None,
        end=last.end_byte if last is not None else None,
    )


_METHOD = Shape("Field", {"Names": named("name"), "Type": function_type_of, "Tag": always(_NO_TAG)})


# Unions, which go/ast represents as binary expressions.


def _terms(view: NodeView) -> list[Node]:
    return [each for each in parts_of(view.node) if each.end_byte <= view.end]


def _left_terms(view: NodeView) -> NodeView:
    terms = _terms(view)
    if len(terms) == 2:
        return view.other(terms[0])
    return view.part(_UNION, end=terms[-2].end_byte)


_UNION = Shape("BinaryExpr", {"X": _left_terms, "Op": always("|"), "Y": lambda view: view.other(_terms(view)[-1])})


# The types themselves.


def _channel_direction(view: NodeView) -> int:
    if _first(view) == "<-":
        return _RECEIVE
    is_arrow = [each.type for each in view.node.children[-3:-1]] == ["chan", "<-"]
    return _SEND if is_arrow or _has_our_arrow(view) else _SEND | _RECEIVE


def _first(view: NodeView) -> str:
    return next(each.type for each in view.node.children if each.start_byte >= view.start)


def _has_our_arrow(view: NodeView) -> bool:
    """Whether the grammar gives the arrow of `chan<- chan T` to the inner channel; it belongs to the leftmost possible one."""
    before, value = view.node.children[-2:]
    is_direct = before.type == "chan" and value.type == "channel_type"
    return is_direct and _first(view) == "chan" and value.children[0].type == "<-"


def _channel_value(view: NodeView) -> NodeView | None:
    value = view.field("value")
    if value is None:
        return None
    return view.part(_CHANNEL, value, start=value.children[1].start_byte) if _has_our_arrow(view) else view.other(value)


_CHANNEL = Shape("ChanType", {"Dir": _channel_direction, "Value": _channel_value})


def _dots(view: NodeView) -> NodeView | None:
    dots = token(view.node, "...")
    return view.part(_NO_ELEMENT, dots) if dots is not None else None


_NO_ELEMENT = Shape("Ellipsis", {"Elt": always(None)})


SHAPES: Shapes = {
    "parameter_declaration": _FIELD,
    "variadic_parameter_declaration": _FIELD,
    "type_parameter_declaration": _FIELD,
    "field_declaration": _FIELD,
    "method_elem": _METHOD,
    "parameter_list": FIELD_LIST,
    "type_parameter_list": FIELD_LIST,
    "field_declaration_list": FIELD_LIST,
    "type_elem": _UNION,
    "type_constraint": _UNION,
    "negated_type": Shape("UnaryExpr", {"Op": always("~"), "X": only_child}),
    "pointer_type": Shape("StarExpr", {"X": only_child}),
    "array_type": Shape("ArrayType", {"Len": child("length"), "Elt": child("element")}),
    "implicit_length_array_type": Shape("ArrayType", {"Len": _dots, "Elt": child("element")}),
    "slice_type": Shape("ArrayType", {"Len": always(None), "Elt": child("element")}),
    "map_type": Shape("MapType", {"Key": child("key"), "Value": child("value")}),
    "channel_type": _CHANNEL,
    "struct_type": Shape("StructType", {"Fields": _struct_fields, "Incomplete": always(False)}),
    "interface_type": Shape("InterfaceType", {"Methods": _methods, "Incomplete": always(False)}),
    "function_type": _FUNCTION_TYPE,
}
