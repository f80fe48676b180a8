"""Statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.rendering.ast_view.shapes import (
    NodeView,
    Shape,
    always,
    child,
    listed,
    named,
    only_child,
    parts_of,
    sign,
    token,
)
from orchestrion_py.aspects.templates import Nil

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.rendering.ast_view.shapes import Field, Shapes
    from orchestrion_py.weaving.imports import Imports


def _statements(view: NodeView) -> list[NodeView]:
    inner = next((each for each in parts_of(view.node) if each.type == "statement_list"), None)
    return view.others(parts_of(inner))


# Assignments.


def _operator(view: NodeView) -> str:
    operator = view.field("operator")
    return operator.type if operator is not None else ""


_ASSIGNMENT = Shape("AssignStmt", {"Lhs": listed("left"), "Tok": _operator, "Rhs": listed("right")})
_DEFINITION = Shape("AssignStmt", {"Lhs": listed("left"), "Tok": always(":="), "Rhs": listed("right")})
_STEP = Shape("IncDecStmt", {"X": only_child, "Tok": sign("++", "--")})


# Labels and jumps.


def _labelled(view: NodeView) -> NodeView:
    parts = parts_of(view.node)
    if len(parts) > 1:
        return view.other(parts[1])
    return view.part(_IMPLICIT_EMPTY, start=view.end)


_IMPLICIT_EMPTY = Shape("EmptyStmt", {"Implicit": always(True)})


def _label(view: NodeView) -> NodeView | Nil:
    parts = parts_of(view.node)
    return view.other(parts[0]) if parts else Nil("*ast.Ident")


def _jump(keyword: str) -> Shape:
    return Shape("BranchStmt", {"Tok": always(keyword), "Label": _label})


def _results(view: NodeView) -> list[NodeView]:
    values = next(iter(parts_of(view.node)), None)
    return view.others(parts_of(values))


# Loops.


def _loop_clause(node: Node) -> Node | None:
    body = node.child_by_field_name("body")
    return next((each for each in parts_of(node) if body is None or each.id != body.id), None)


def _in_clause(name: str) -> Field:
    def found(view: NodeView) -> NodeView | None:
        clause = _loop_clause(view.node)
        if clause is None:
            return None
        if clause.type != "for_clause":
            return view.other(clause) if name == "condition" else None
        node = clause.child_by_field_name(name)
        return view.other(node) if node is not None else None

    return found


def _range_variable(index: int) -> Field:
    def found(view: NodeView) -> NodeView | None:
        clause = _loop_clause(view.node)
        variables = parts_of(clause.child_by_field_name("left")) if clause is not None else []
        return view.other(variables[index]) if index < len(variables) else None

    return found


def _range_sign(view: NodeView) -> str:
    clause = _loop_clause(view.node)
    found = token(clause, ":=", "=") if clause is not None else None
    return found.type if found is not None else "ILLEGAL"


def _ranged(view: NodeView) -> NodeView | None:
    clause = _loop_clause(view.node)
    node = clause.child_by_field_name("right") if clause is not None else None
    return view.other(node) if node is not None else None


_FOR = Shape(
    "ForStmt",
    {
        "Init": _in_clause("initializer"),
        "Cond": _in_clause("condition"),
        "Post": _in_clause("update"),
        "Body": child("body", "BlockStmt"),
    },
)
_RANGE = Shape(
    "RangeStmt",
    {
        "Key": _range_variable(0),
        "Value": _range_variable(1),
        "Tok": _range_sign,
        "X": _ranged,
        "Body": child("body", "BlockStmt"),
    },
)


def _loop(node: Node, _imports: Imports) -> Shape:
    clause = _loop_clause(node)
    return _RANGE if clause is not None and clause.type == "range_clause" else _FOR


# Switches and select.


def _cases(view: NodeView) -> NodeView:
    brace = token(view.node, "{")
    return view.part(_CASES, start=brace.start_byte if brace is not None else None)


_CASES = Shape(
    "BlockStmt",
    {"List": lambda view: view.others(each for each in parts_of(view.node) if each.type.endswith("_case"))},
)


def _type_switch_assignment(view: NodeView) -> NodeView:
    alias, value = view.field("alias"), view.field("value")
    first = alias or value
    closing = [each for each in view.node.children if each.type == ")"]
    return view.part(
        _ALIAS if alias is not None else _NO_ALIAS,
        start=first.start_byte if first is not None else None,
        end=closing[-1].end_byte if closing else None,
    )


def _asserted(view: NodeView) -> NodeView:
    value = view.field("value")
    return view.part(_TYPE_OF, start=value.start_byte if value is not None else None, end=view.end)


_TYPE_OF = Shape("TypeAssertExpr", {"X": child("value"), "Type": always(None)})
_ALIAS = Shape("AssignStmt", {"Lhs": listed("alias"), "Tok": always(":="), "Rhs": lambda view: [_asserted(view)]})
_NO_ALIAS = Shape("ExprStmt", {"X": _asserted})


def _communicated(view: NodeView) -> NodeView | None:
    node = view.field("communication")
    return view.other(node) if node is not None else None


def _received(view: NodeView) -> NodeView | None:
    right = view.field("right")
    return view.other(right) if right is not None else None


_COMMUNICATION = Shape("CommClause", {"Comm": _communicated, "Body": _statements})
_DEFAULT = Shape("CaseClause", {"List": always([]), "Body": _statements})


def _default(node: Node, _imports: Imports) -> Shape:
    in_select = node.parent is not None and node.parent.type == "select_statement"
    return _COMMUNICATION if in_select else _DEFAULT


_RECEIVED = Shape("ExprStmt", {"X": _received})
_RECEIVED_INTO = Shape(
    "AssignStmt", {"Lhs": listed("left"), "Tok": sign(":=", "="), "Rhs": lambda view: [_received(view)]}
)


def _receive(node: Node, _imports: Imports) -> Shape:
    return _RECEIVED_INTO if node.child_by_field_name("left") is not None else _RECEIVED


SHAPES: Shapes = {
    "block": Shape("BlockStmt", {"List": _statements}),
    "expression_statement": Shape("ExprStmt", {"X": only_child}),
    "send_statement": Shape("SendStmt", {"Chan": child("channel"), "Value": child("value")}),
    "inc_statement": _STEP,
    "dec_statement": _STEP,
    "assignment_statement": _ASSIGNMENT,
    "short_var_declaration": _DEFINITION,
    "labeled_statement": Shape("LabeledStmt", {"Label": child("label", "Ident"), "Stmt": _labelled}),
    "empty_statement": Shape("EmptyStmt", {"Implicit": always(False)}),
    "break_statement": _jump("break"),
    "continue_statement": _jump("continue"),
    "goto_statement": _jump("goto"),
    "fallthrough_statement": _jump("fallthrough"),
    "return_statement": Shape("ReturnStmt", {"Results": _results}),
    "go_statement": Shape("GoStmt", {"Call": only_child}),
    "defer_statement": Shape("DeferStmt", {"Call": only_child}),
    "if_statement": Shape(
        "IfStmt",
        {
            "Init": child("initializer"),
            "Cond": child("condition"),
            "Body": child("consequence", "BlockStmt"),
            "Else": child("alternative"),
        },
    ),
    "for_statement": _loop,
    "expression_switch_statement": Shape(
        "SwitchStmt", {"Init": child("initializer"), "Tag": child("value"), "Body": _cases}
    ),
    "type_switch_statement": Shape(
        "TypeSwitchStmt", {"Init": child("initializer"), "Assign": _type_switch_assignment, "Body": _cases}
    ),
    "select_statement": Shape("SelectStmt", {"Body": _cases}),
    "expression_case": Shape("CaseClause", {"List": listed("value"), "Body": _statements}),
    "type_case": Shape("CaseClause", {"List": named("type"), "Body": _statements}),
    "default_case": _default,
    "communication_case": _COMMUNICATION,
    "receive_statement": _receive,
}
