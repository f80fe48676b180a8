"""Which names a place in a function can see: local declarations, read off the syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import FUNCTIONS, names_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_INITIALISED = frozenset({"if_statement", "for_statement", "expression_switch_statement", "type_switch_statement"})
_CASES = frozenset({"expression_case", "default_case", "type_case", "communication_case"})
_DECLARATIONS = frozenset({"var_declaration", "const_declaration", "type_declaration"})


def is_shadowed(name: str, at: Node) -> bool:
    """Whether a declaration inside a function hides the file's or the package's `name` at a node."""
    inner, outer = at, at.parent
    while outer is not None:
        if any(declared == name for declared in _declared_in(outer, inner)):
            return True
        inner, outer = outer, outer.parent
    return False


def _declared_in(scope: Node, inner: Node) -> Iterator[str]:
    """The names that `scope` declares and that its child `inner` can see."""
    kind = scope.type
    if kind in FUNCTIONS:
        yield from _function_names(scope)
    elif kind == "statement_list" or kind in _CASES:
        yield from _statements_before(scope, inner)
    elif kind in _INITIALISED:
        yield from _header_names(scope, inner)
    elif kind == "for_clause":
        yield from _initializer_names(scope, inner)
    elif kind in ("type_spec", "type_alias") and scope.parent is not None:
        yield from _type_parameter_names(scope)


def _function_names(function: Node) -> Iterator[str]:
    for field in ("receiver", "parameters", "result"):
        part = function.child_by_field_name(field)
        if part is not None and part.type == "parameter_list":
            for declaration in part.named_children:
                yield from (text_of(name) for name in names_of(declaration))
    receiver = function.child_by_field_name("receiver")
    if receiver is not None:
        yield from _receiver_type_parameters(receiver)
    yield from _type_parameter_names(function)


def _receiver_type_parameters(receiver: Node) -> Iterator[str]:
    for declaration in receiver.named_children:
        kind = declaration.child_by_field_name("type")
        if kind is not None and kind.type == "pointer_type" and kind.named_child_count:
            kind = kind.named_children[0]
        arguments = kind.child_by_field_name("type_arguments") if kind is not None else None
        if arguments is not None:
            yield from (text_of(element) for element in arguments.named_children)


def _type_parameter_names(declaration: Node) -> Iterator[str]:
    parameters = declaration.child_by_field_name("type_parameters")
    if parameters is not None:
        for parameter in parameters.named_children:
            yield from (text_of(name) for name in names_of(parameter))


def _statements_before(scope: Node, inner: Node) -> Iterator[str]:
    for statement in scope.named_children:
        if statement.start_byte >= inner.start_byte:
            # A type may refer to itself; a variable is not visible in its own declaration.
            if statement.id == inner.id and statement.type == "type_declaration":
                yield from declared_names(statement)
            return
        yield from declared_names(statement)


def _header_names(statement: Node, inner: Node) -> Iterator[str]:
    initializer = statement.child_by_field_name("initializer")
    if initializer is not None and initializer.id != inner.id:
        yield from declared_names(initializer)
    alias = statement.child_by_field_name("alias")
    if alias is not None and inner.type in _CASES:
        yield from (text_of(name) for name in alias.named_children)
    for child in statement.named_children:
        if child.id == inner.id:
            continue
        if child.type == "range_clause" and _is_definition(child):
            left = child.child_by_field_name("left")
            yield from (text_of(name) for name in (left.named_children if left is not None else ()))
        elif child.type == "for_clause":
            yield from _initializer_names(child, inner)


def _initializer_names(clause: Node, inner: Node) -> Iterator[str]:
    initializer = clause.child_by_field_name("initializer")
    if initializer is not None and initializer.id != inner.id:
        yield from declared_names(initializer)


def declared_names(statement: Node) -> Iterator[str]:
    """The names that a statement or declaration adds to the scope it stands in."""
    kind = statement.type
    if kind == "short_var_declaration" or (kind == "receive_statement" and _is_definition(statement)):
        left = statement.child_by_field_name("left")
        yield from (text_of(name) for name in (left.named_children if left is not None else ()))
    elif kind in _DECLARATIONS:
        yield from _specification_names(statement)
    elif kind == "labeled_statement" and statement.named_child_count > 1:
        yield from declared_names(statement.named_children[-1])


def _specification_names(declaration: Node) -> Iterator[str]:
    for specification in declaration.named_children:
        if specification.type.endswith("_spec_list"):
            yield from _specification_names(specification)
        else:
            yield from (text_of(name) for name in names_of(specification))


def _is_definition(node: Node) -> bool:
    return any(child.type == ":=" for child in node.children)
