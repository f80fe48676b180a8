"""Functions that already start a span, with any tracing library: `ctx, span := tracer.Start(ctx, "name")`, then `span.End()`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.vendors.registry import SPAN_ENDS, SPAN_STARTS
from orchestrion_py.weaving.function_signature import enclosing_function, fields_of
from orchestrion_py.weaving.syntax import nodes_of_kinds, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.mentions import Mentions

_STARTS = re.compile(SPAN_STARTS)
_START_CALL = re.compile(rf"\.(?:{SPAN_STARTS})".encode())
_CONTEXT = re.compile(r"(?i)ctx|context")


def starts_span(function: Node, mentions: Mentions) -> bool:
    """Whether a function starts a span from its context and ends it, or starts one in its first statement."""
    body = function.child_by_field_name("body")
    if body is None or _START_CALL.search(mentions.code(), body.start_byte, body.end_byte) is None:
        return False
    names = {text_of(each.name) for each in fields_of(function, "parameters").parameters if each.name is not None}
    return any(
        _is_start(statement, names, mentions, body)
        for statement in nodes_of_kinds(body, ("short_var_declaration", "assignment_statement"))
        if enclosing_function(statement) == function
    )


def _is_start(statement: Node, parameters: set[str], mentions: Mentions, body: Node) -> bool:
    left, right = statement.child_by_field_name("left"), statement.child_by_field_name("right")
    if left is None or right is None or len(left.named_children) != 2 or len(right.named_children) != 1:
        return False
    call = right.named_children[0]
    callee = call.child_by_field_name("function") if call.type == "call_expression" else None
    method = callee.child_by_field_name("field") if callee is not None else None
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    # Servers and commands have a Start method too, but it takes no name.
    if method is None or not _STARTS.fullmatch(text_of(method)) or len(given) < 2:
        return False
    if not (_is_from_context(given[0], parameters) or _is_first(statement, body)):
        return False
    return any(
        mentions.has_method(text_of(name), SPAN_ENDS, statement.end_byte, body.end_byte) for name in left.named_children
    )


def _is_from_context(argument: Node, parameters: set[str]) -> bool:
    if argument.type == "call_expression":  # r.Context()
        callee = argument.child_by_field_name("function")
        operand = callee.child_by_field_name("operand") if callee is not None else None
        return operand is not None and text_of(operand) in parameters
    if argument.type != "identifier":
        return False
    return text_of(argument) in parameters or _CONTEXT.search(text_of(argument)) is not None


def _is_first(statement: Node, body: Node) -> bool:
    statements = [
        each for child in body.named_children if child.type == "statement_list" for each in child.named_children
    ]
    first = next((each for each in statements if each.type != "comment"), None)
    return first is not None and first.start_byte == statement.start_byte
