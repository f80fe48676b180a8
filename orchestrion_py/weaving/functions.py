"""Functions as aspects see them: the nearest one around a node, its parameters, and names for those that have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import FUNCTIONS, ancestors, parameter_groups, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits


def enclosing_function(node: Node) -> Node | None:
    """The function a node is, or the nearest one around it."""
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


class SignatureNames:
    """Names for the parameters of the functions of one file; a nameless one gets a name when it is first asked for."""

    _KINDS = (("receiver", "__receiver__"), ("parameters", "__argument__"), ("result", "__result__"))

    def __init__(self, edits: Edits) -> None:
        self._edits = edits
        self._given: dict[tuple[int, str], dict[int, str]] = {}
        self._functions: dict[int, Node] = {}

    def name(self, function: Node, part: str, index: int) -> str:
        """The name of a parameter; IndexError where the function has no such one."""
        parameter = fields_of(function, part).parameters[index]
        written = text_of(parameter.name) if parameter.name is not None else "_"
        if written != "_":
            return written
        self._functions[function.id] = function
        given = self._given.setdefault((function.id, part), {})
        if index not in given:
            given[index] = _unused(f"{dict(self._KINDS)[part]}{index}", function)
        return given[index]

    def write(self) -> None:
        """Put the names that were asked for into the signatures; Go wants all of a list named, or none."""
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


def _unused(name: str, function: Node) -> str:
    """A name like this one that the function neither declares nor refers to."""
    text = text_of(function)
    while name in text:
        name += "_"
    return name


def _dots(parameter: Parameter) -> int:
    declaration = parameter.type.parent
    return parameter.type.start_byte - declaration.start_byte if declaration is not None else 0
