"""Runs a template through its branches without data.

Each path through the template yields a *variant*: the text that it prints. A value that only a real node has appears there as
a placeholder name, or as what such a value usually looks like. A path never contradicts itself: a condition stays true or
false, a variable keeps its value, and a list keeps its length.
"""

from __future__ import annotations

import re
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.checking.symbolic_calls import call
from orchestrion_py.aspects.checking.symbolic_values import DOT, Known, Symbol, Unknown, fields_of, key_of
from orchestrion_py.aspects.files.yaml_value import unknown
from orchestrion_py.aspects.templates.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from orchestrion_py.aspects.templates import Template

_MOST_VARIANTS = 64
_DEEPEST = 20
_MOST_PARTS = 5_000
# How many elements a list may have. One element shows most faults, two show a missing separator, and a list may be empty.
_ROUNDS = (1, 0, 2)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a variant, and where in the template it comes from.

    It is text of the template, or stands for a value. A guess stands for a value that could print as any other text.
    """

    text: str
    position: int
    is_value: bool = False
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One text that a template may print; `unknown_fields` holds positions and messages of fields that do not exist."""

    parts: tuple[Part, ...]
    unknown_fields: tuple[tuple[int, str], ...] = ()

    def text(self, guess: str | None = None) -> str:
        """Return the text; if `guess` is given, it replaces each part that is a guess."""
        return "".join(guess if guess is not None and part.is_guess else part.text for part in self.parts)

    def position(self, offset: int) -> int:
        """Return the position in the template that a character of the text comes from."""
        position = 0
        for part in self.parts:
            if part.text:
                position = part.position
            if offset < len(part.text):
                return position + (0 if part.is_value else offset)
            offset -= len(part.text)
        return position


def variants(template: Template) -> Iterator[Variant]:
    """Yield variants of a template, at most 64; those come first that differ least from the first one."""
    waiting: deque[tuple[int, ...]] = deque([()])
    for _ in range(_MOST_VARIANTS):
        if not waiting:
            return
        path = _Path(template.trees, waiting.popleft())
        try:
            path.follow(template.trees[template.name], DOT)
        except (_TooFar, _Break, _Continue):
            continue
        finally:
            waiting.extend(path.others())
        yield Variant(tuple(path.parts), tuple(path.unknown_fields))


class _TooFar(Exception):
    """The path is too long, or leads to an error that only a real node could show."""


class _Break(Exception):
    """`break`."""


class _Continue(Exception):
    """`continue`."""


class _Path:
    """One path through a template: it takes the given decisions first, then the first choice each time."""

    def __init__(self, trees: Mapping[str, nodes.NodeList], decisions: tuple[int, ...]) -> None:
        self.trees = trees
        self.decisions = decisions
        self.taken: list[tuple[int, int]] = []
        self.parts: list[Part] = []
        self.truths: dict[str, bool] = {}
        self.lengths: dict[str, int] = {}
        self.variables: list[tuple[str, Symbol]] = [("$", DOT)]
        self.depth = 0
        self.unknown_fields: list[tuple[int, str]] = []

    def others(self) -> Iterator[tuple[int, ...]]:
        """Yield the decisions of further paths: each changes one decision that this path took by itself."""
        chosen = tuple(choice for choice, _ in self.taken)
        for index in range(len(self.decisions), len(self.taken)):
            for other in range(1, self.taken[index][1]):
                yield (*chosen[:index], other)

    def follow(self, tree: nodes.NodeList, dot: Symbol) -> None:
        """Run a list of nodes."""
        for node in tree.nodes:
            self._node(node, dot)

    def _node(self, node: nodes.Node, dot: Symbol) -> None:
        if isinstance(node, nodes.Text):
            self._print(Part(node.text, node.position))
        elif isinstance(node, nodes.Action):
            value = self._pipeline(node.pipeline, dot)
            if not node.pipeline.variables:
                self._print(_printed(value, node.position))
        elif isinstance(node, nodes.Range):
            self._range(node, dot)
        elif isinstance(node, nodes.Branch):
            self._branch(node, dot)
        elif isinstance(node, nodes.Call):
            self._call_template(node, dot)
        elif isinstance(node, nodes.Break):
            raise _Break
        elif isinstance(node, nodes.Continue):
            raise _Continue

    def _print(self, part: Part) -> None:
        self.parts.append(part)
        if len(self.parts) > _MOST_PARTS:
            raise _TooFar

    def _choose(self, options: int) -> int:
        index = len(self.taken)
        choice = self.decisions[index] if index < len(self.decisions) else 0
        self.taken.append((choice, options))
        return choice

    def truth(self, value: Symbol) -> bool:
        """Whether a value counts as true; different paths try both answers for an unknown value."""
        if isinstance(value, Known):
            return bool(value.value)
        if value.negates is not None:
            return not self.truth(value.negates)
        if value.key in self.lengths:
            return self.lengths[value.key] > 0
        if value.key == ".":
            return True
        if value.key not in self.truths:
            self.truths[value.key] = self._choose(2) == 0
        return self.truths[value.key]

    def _branch(self, node: nodes.Branch, dot: Symbol) -> None:
        outer = len(self.variables)
        value = self._pipeline(node.pipeline, dot)
        if self.truth(value):
            self.follow(node.body, value if isinstance(node, nodes.With) else dot)
        elif node.alternative is not None:
            self.follow(node.alternative, dot)
        del self.variables[outer:]

    def _range(self, node: nodes.Range, dot: Symbol) -> None:
        outer = len(self.variables)
        names = [variable.name for variable in node.pipeline.variables]
        value = self._commands(node.pipeline, dot)
        rounds = self._rounds(value)
        try:
            for index in range(rounds):
                element = Unknown(f"{key_of(value)}[{index}]", _origin(value) + "[]")
                pair: tuple[Symbol, Symbol] = (Known(index), element)
                self._set(names, pair[2 - len(names) :], is_assignment=node.pipeline.is_assignment)
                with suppress(_Continue):
                    self.follow(node.body, element)
                del self.variables[outer:]
        except _Break:
            del self.variables[outer:]
        if not rounds and node.alternative is not None:
            self.follow(node.alternative, dot)

    def _rounds(self, value: Symbol) -> int:
        if isinstance(value, Known):
            return min(value.value, 2) if isinstance(value.value, int) and value.value > 0 else 0
        if value.key not in self.lengths:
            known = self.truths.get(value.key)
            options = [rounds for rounds in _ROUNDS if known is None or known == (rounds > 0)]
            self.lengths[value.key] = options[self._choose(len(options))]
        return self.lengths[value.key]

    def _call_template(self, node: nodes.Call, dot: Symbol) -> None:
        data = self._pipeline(node.pipeline, dot) if node.pipeline is not None else Known(None)
        if node.name not in self.trees or self.depth >= _DEEPEST:
            raise _TooFar
        variables, self.variables = self.variables, [("$", data)]
        self.depth += 1
        self.follow(self.trees[node.name], data)
        self.depth -= 1
        self.variables = variables

    def _pipeline(self, pipeline: nodes.Pipeline, dot: Symbol) -> Symbol:
        value = self._commands(pipeline, dot)
        names = [variable.name for variable in pipeline.variables]
        self._set(names, [value] * len(names), is_assignment=pipeline.is_assignment)
        return value

    def _set(self, names: list[str], values: Sequence[Symbol], *, is_assignment: bool) -> None:
        for name, value in zip(names, values, strict=True):
            if not is_assignment:
                self.variables.append((name, value))
                continue
            for index in range(len(self.variables) - 1, -1, -1):
                if self.variables[index][0] == name:
                    self.variables[index] = (name, value)
                    break

    def _commands(self, pipeline: nodes.Pipeline, dot: Symbol) -> Symbol:
        piped: list[Symbol] = []
        for command in pipeline.commands:
            piped = [self._command(command, dot, piped)]
        return piped[0]

    def _command(self, command: nodes.Command, dot: Symbol, piped: list[Symbol]) -> Symbol:
        first, *rest = command.operands
        arguments = [self._operand(operand, dot) for operand in rest] + piped
        if isinstance(first, nodes.Identifier):
            return call(first.name, arguments, self.truth)
        if arguments and isinstance(first, (nodes.Field, nodes.Variable, nodes.Chain)):
            return _with_arguments(self._operand(first, dot), arguments)
        return self._operand(first, dot)

    def _operand(self, operand: nodes.Node, dot: Symbol) -> Symbol:
        if isinstance(operand, nodes.Dot):
            return dot
        if isinstance(operand, (nodes.StringLiteral, nodes.BoolLiteral)):
            return Known(operand.value)
        if isinstance(operand, nodes.NumberLiteral):
            return Known(operand.number.constant())
        if isinstance(operand, nodes.Field):
            return self._fields(dot, operand.names, _start(operand))
        if isinstance(operand, nodes.Variable):
            return self._fields(self._variable(operand.name), operand.fields, operand.position)
        if isinstance(operand, nodes.Chain):
            return self._fields(self._operand(operand.operand, dot), operand.fields, operand.position)
        if isinstance(operand, nodes.Pipeline):
            return self._pipeline(operand, dot)
        if isinstance(operand, nodes.Identifier):
            return call(operand.name, [], self.truth)
        return Known(None)

    def _fields(self, value: Symbol, names: list[str], position: int) -> Symbol:
        """Return the value at the end of a chain of fields, whose first dot stands at the position."""
        for name in names:
            allowed = fields_of(value)
            if allowed and name not in allowed:
                self.unknown_fields.append((position, unknown(f"field of `{_any_element(value)}`", name, allowed)))
            value = Unknown(f"{'' if key_of(value) == '.' else key_of(value)}.{name}", name)
            position += len(name) + 1
        return value

    def _variable(self, name: str) -> Symbol:
        return next((value for each, value in reversed(self.variables) if each == name), Known(None))


def _any_element(value: Symbol) -> str:
    """Return the key of a value without the indexes of list elements."""
    return re.sub(r"\[[0-9]+\]", "[]", key_of(value))


def _start(field: nodes.Field) -> int:
    """Return where the first of several fields stands; Go's position is that of the second."""
    return field.position - (len(field.names[0]) + 1 if len(field.names) > 1 else 0)


def _with_arguments(value: Symbol, arguments: list[Symbol]) -> Symbol:
    return Unknown(f"{key_of(value)}({', '.join(map(key_of, arguments))})", _origin(value))


def _origin(value: Symbol) -> str:
    return value.origin if isinstance(value, Unknown) else ""


def _printed(value: Symbol, position: int) -> Part:
    if isinstance(value, Unknown):
        return Part(value.usual, position, is_value=True, is_guess=not value.is_expression)
    if isinstance(value.value, bool):
        return Part("true" if value.value else "false", position, is_value=True)
    return Part("<no value>" if value.value is None else str(value.value), position, is_value=True)
