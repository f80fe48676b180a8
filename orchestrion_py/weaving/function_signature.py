"""Functions as aspects see them: the nearest one around a node, its parameters, and names for unnamed parameters."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import FUNCTIONS, ancestors, nodes_of_kinds, parameter_groups, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits
    from orchestrion_py.weaving.mentions import Mentions


def enclosing_function(node: Node) -> Node | None:
    """The node itself if it is a function, else the nearest function around it."""
    if node.type in FUNCTIONS:
        return node
    return next((each for each in ancestors(node) if each.type in FUNCTIONS), None)


def function_name(function: Node) -> str:
    """The declared name; empty for a literal."""
    name = function.child_by_field_name("name")
    return text_of(name) if name is not None else ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter or result: its type, and its name node where it has a name."""

    type: Node
    name: Node | None
    variadic: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """A parameter list: go/ast's fields (one for `a, b string`) and the single parameters in them."""

    node: Node | None
    fields: tuple[Parameter, ...]
    parameters: tuple[Parameter, ...]


# A template asks for the parameters of one function over and over.
@functools.lru_cache(maxsize=64)
def fields_of(function: Node, part: str) -> Fields:
    """The fields of a function's `receiver`, `parameters` or `result`."""
    node = function.child_by_field_name(part)
    if node is None:
        return Fields(None, (), ())
    if node.type != "parameter_list":
        only = Parameter(node, None)
        return Fields(node, (only,), (only,))
    fields: list[Parameter] = []
    parameters: list[Parameter] = []
    for group in parameter_groups(node):
        of_group = [Parameter(group.type, name, group.variadic) for name in group.names or (None,)]
        fields.append(of_group[0])
        parameters.extend(of_group)
    return Fields(node, tuple(fields), tuple(parameters))


def uses(function: Node, name: str, mentions: Mentions) -> bool:
    """Whether the body of a function mentions a name outside of literals that have a parameter or result of that name."""
    body = function.child_by_field_name("body")
    return body is not None and means(body, name, mentions, body.start_byte, has_parameter)


def means(body: Node, name: str, mentions: Mentions, start: int, is_declared_in: Callable[[Node, str], bool]) -> bool:
    """Whether a body mentions a name after an offset, outside of literals that declare the name themselves."""
    cursor = start
    if not mentions.has(name, cursor, body.end_byte):
        return False
    for literal in sorted(nodes_of_kinds(body, ("func_literal",)), key=lambda node: node.start_byte):
        if literal.start_byte < cursor or not is_declared_in(literal, name):
            continue
        if mentions.has(name, cursor, literal.start_byte):
            return True
        cursor = literal.end_byte
    return mentions.has(name, cursor, body.end_byte)


def has_parameter(function: Node, name: str) -> bool:
    """Whether a function has a parameter or result of this name."""
    signature = (*fields_of(function, "parameters").parameters, *fields_of(function, "result").parameters)
    return any(each.name is not None and text_of(each.name) == name for each in signature)


class SignatureNames:
    """New names in the functions of one file: for unnamed parameters, chosen at the first request, and for template variables.

    `wanted` returns the preferred name of a parameter.
    """

    def __init__(self, edits: Edits, mentions: Mentions, wanted: Callable[[str, int, Parameter], str]) -> None:
        self._edits = edits
        self._mentions = mentions
        self._wanted = wanted
        self._given: dict[tuple[int, str], dict[int, str]] = {}
        self._functions: dict[int, Node] = {}
        self._taken: dict[int, set[str]] = {}

    def name(self, function: Node, part: str, index: int) -> str:
        """The name of a parameter. Raises IndexError if the function has no such parameter."""
        parameter = fields_of(function, part).parameters[index]
        written = text_of(parameter.name) if parameter.name is not None else "_"
        if written != "_":
            return written
        self._functions[function.id] = function
        given = self._given.setdefault((function.id, part), {})
        if index not in given:
            given[index] = self.free(function, self._wanted(part, index, parameter))
        return given[index]

    def free(self, function: Node, wanted: str, others: Container[str] = ()) -> str:
        """A name like this one that is new in the function: nothing there uses it, and it is not one of `others`."""
        taken = self._taken.setdefault(function.id, set())
        number = 0
        name = wanted
        while name in taken or name in others or self._is_known(function, name):
            number += 1
            name = wanted + ("_" * number if wanted[-1].isdigit() else str(number))
        taken.add(name)
        return name

    def _is_known(self, function: Node, name: str) -> bool:
        body = function.child_by_field_name("body")
        start = body.start_byte if body is not None else function.end_byte
        return self._mentions.has(name, function.start_byte, start) or uses(function, name, self._mentions)

    def given(self) -> Iterator[tuple[Node, str]]:
        """The functions whose signatures change, and the part of each that gets names."""
        for function_id, part in self._given:
            yield self._functions[function_id], part

    def write(self) -> None:
        """Write the chosen names into the signatures. In Go, either all parameters of a list have names, or none."""
        for (function_id, part), names in self._given.items():
            fields = fields_of(self._functions[function_id], part)
            if fields.node is not None and fields.node.type != "parameter_list":
                self._edits.insert(fields.node.start_byte, (f"({names[0]} ",))
                self._edits.insert(fields.node.end_byte, (")",), first=True)
                continue
            for index, parameter in enumerate(fields.parameters):
                self._write_name(parameter, names.get(index, "_"))

    def _write_name(self, parameter: Parameter, name: str) -> None:
        if parameter.name is None:
            start = parameter.type.start_byte - (_dots(parameter) if parameter.variadic else 0)
            self._edits.insert(start, (f"{name} ",))
        elif name != "_" and text_of(parameter.name) == "_":
            self._edits.replace(parameter.name.start_byte, parameter.name.end_byte, (name,))


def _dots(parameter: Parameter) -> int:
    declaration = parameter.type.parent
    return parameter.type.start_byte - declaration.start_byte if declaration is not None else 0
