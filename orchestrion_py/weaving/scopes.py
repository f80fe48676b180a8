"""Which names the functions and types of a file declare, and where these hide names of the file or the package.

Go's specification gives every local declaration a scope in the text. Here a scope is a range of bytes. All ranges of a file are
read from its syntax tree once, so whether a name is hidden at a place is a question of offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import (
    FUNCTION_DECLARATIONS,
    FUNCTIONS,
    each_of_kinds,
    names_of,
    nodes_of_kinds,
    parameter_groups,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from tree_sitter import Node

# A name, and the range in which it means the local declaration.
_Declared = tuple[str, int, int]

# What ends the scope of a declaration directly inside it; a list of statements ends with its block or its case.
_SCOPES = frozenset({
    "statement_list", "communication_case", "if_statement", "for_statement", "expression_switch_statement",
    "type_switch_statement",
})  # fmt: skip
_CASES = frozenset({"type_case", "default_case"})


class Scopes:
    """The local declarations of one file."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._ranges: dict[str, list[int]] | None = None

    def declares(self, name: str) -> bool:
        """Whether anything local of the file has this name."""
        if self._ranges is None:
            self._ranges = _ranges(self._root)
        return name in self._ranges

    def hides(self, name: str, at: Node) -> bool:
        """Whether a local declaration hides the file's or the package's `name` at a node."""
        if self._ranges is None:
            self._ranges = _ranges(self._root)
        # Begins and ends of ranges, alternating: between a begin and its end, the name is hidden.
        return bisect_right(self._ranges.get(name, ()), at.start_byte) % 2 == 1


def _ranges(root: Node) -> dict[str, list[int]]:
    ranges: dict[str, list[tuple[int, int]]] = {}
    for node in each_of_kinds(root, _DECLARING):
        for name, start, end in _DECLARING[node.type](node):
            if start < end:
                ranges.setdefault(name, []).append((start, end))
    return {name: _borders(found) for name, found in ranges.items()}


def _borders(ranges: list[tuple[int, int]]) -> list[int]:
    """The begins and ends of ranges, after overlapping ones are merged."""
    borders: list[int] = []
    for start, end in sorted(ranges):
        if borders and start <= borders[-1]:
            borders[-1] = max(borders[-1], end)
        else:
            borders += (start, end)
    return borders


def _of_function(function: Node) -> Iterator[_Declared]:
    """The scope of parameters and results is the body, not the signature; that of type parameters is both."""
    body = function.child_by_field_name("body")
    if body is not None:
        for field in ("receiver", "parameters", "result"):
            part = function.child_by_field_name(field)
            if part is not None and part.type == "parameter_list":
                for group in parameter_groups(part):
                    yield from _over(group.names, body.start_byte, body.end_byte)
    receiver = function.child_by_field_name("receiver")
    if receiver is not None:
        yield from _over(_receiver_type_parameters(receiver), receiver.end_byte, function.end_byte)
    yield from _of_type_parameters(function)


def _receiver_type_parameters(receiver: Node) -> Iterator[Node]:
    for arguments in nodes_of_kinds(receiver, ("type_arguments",)):
        yield from arguments.named_children


def _of_type_parameters(declaration: Node) -> Iterator[_Declared]:
    parameters = declaration.child_by_field_name("type_parameters")
    if parameters is not None:
        for parameter in parameters.named_children:
            yield from _over(names_of(parameter), parameters.start_byte, declaration.end_byte)


def _of_specification(specification: Node) -> Iterator[_Declared]:
    """A type may refer to itself; a variable or constant is not visible in its own declaration."""
    yield from _of_type_parameters(specification)
    end = _end_of_scope(specification)
    if end is not None:
        names = names_of(specification)
        is_type = specification.type in ("type_spec", "type_alias")
        yield from _over(names, names[0].start_byte if is_type else specification.end_byte, end)


def _of_definition(statement: Node) -> Iterator[_Declared]:
    """`a, b := …`, as a statement, in front of a `{`, or as a receive in a `select`."""
    left, end = statement.child_by_field_name("left"), _end_of_scope(statement)
    if left is not None and end is not None and _is_definition(statement):
        yield from _over(left.named_children, statement.end_byte, end)


def _of_range(clause: Node) -> Iterator[_Declared]:
    left = clause.child_by_field_name("left")
    body = clause.parent.child_by_field_name("body") if clause.parent is not None else None
    if left is not None and body is not None and _is_definition(clause):
        yield from _over(left.named_children, body.start_byte, body.end_byte)


def _of_type_switch(statement: Node) -> Iterator[_Declared]:
    """`switch x := y.(type)` declares a new x in each case, after the types that the case lists."""
    alias = statement.child_by_field_name("alias")
    for case in statement.named_children if alias is not None else ():
        body = case.named_children[-1] if case.type in _CASES and case.named_child_count else None
        if alias is not None and body is not None and body.type == "statement_list":
            yield from _over(alias.named_children, body.start_byte, body.end_byte)


_DECLARING: dict[str, Callable[[Node], Iterator[_Declared]]] = {
    **dict.fromkeys(FUNCTIONS, _of_function),
    **dict.fromkeys(("var_spec", "const_spec", "type_spec", "type_alias"), _of_specification),
    **dict.fromkeys(("short_var_declaration", "receive_statement"), _of_definition),
    "range_clause": _of_range,
    "type_switch_statement": _of_type_switch,
}


def _over(names: Iterable[Node], start: int, end: int) -> Iterator[_Declared]:
    for name in names:
        yield text_of(name), start, end


def _end_of_scope(declaration: Node) -> int | None:
    """The end of the scope around a declaration; None at the top of the file."""
    scope = declaration.parent
    while scope is not None and scope.type not in _SCOPES:
        scope = scope.parent
    return scope.end_byte if scope is not None else None


def _is_definition(node: Node) -> bool:
    return any(child.type == ":=" for child in node.children)


def qualifiers(root: Node, scopes: Scopes, names: Container[str] | None = None) -> Iterator[Node]:
    """Every `x` in an `x.Name` that no local declaration hides; with `names`, only these names."""
    for node in each_of_kinds(root, ("selector_expression", "qualified_type")):
        qualifier = node.child_by_field_name("operand" if node.type == "selector_expression" else "package")
        if qualifier is None or qualifier.type not in ("identifier", "package_identifier"):
            continue
        name = text_of(qualifier)
        if (names is None or name in names) and not scopes.hides(name, qualifier):
            yield qualifier


def top_level_names(root: Node) -> Iterator[str]:
    """The names that a file declares for its package."""
    for declaration in root.named_children:
        if declaration.type in ("function_declaration", "var_declaration", "const_declaration", "type_declaration"):
            yield from _declared_by(declaration)


def _declared_by(declaration: Node) -> Iterator[str]:
    if declaration.type in FUNCTION_DECLARATIONS or not declaration.type.endswith(("_declaration", "_spec_list")):
        yield from (text_of(name) for name in names_of(declaration))
    else:
        for specification in declaration.named_children:
            yield from _declared_by(specification)
