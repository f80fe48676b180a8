"""Following a template through all its branches without any data.

Each way through it gives a *variant*: the text that it prints, in which every value that only a real node has is replaced by a
name or by what such a value usually looks like. A way never contradicts itself: a condition that was taken for true stays true,
a variable that was set keeps its value, and a list has the same length whenever it is gone through.
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
from orchestrion_py.aspects.templates import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from orchestrion_py.aspects.templates import Template

_MOST_VARIANTS = 64
_DEEPEST = 20
_MOST_PARTS = 5_000
# How often a list is gone through: once shows most, twice what must stand between two rounds, and it may be empty.
_ROUNDS = (1, 0, 2)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a variant and where in the template it comes from: text of the template, or what stands for a value.

    A guess may just as well be other text.
    """

    text: str
    position: int
    is_value: bool = False
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """What a template may print; `strangers` are the fields that its data does not have, with their positions."""

    parts: tuple[Part, ...]
    strangers: tuple[tuple[int, str], ...] = ()

    def text(self, guess: str | None = None) -> str:
        """The text, with all that may be other text replaced by one."""
        return "".join(guess if guess is not None and part.is_guess else part.text for part in self.parts)

    def position(self, offset: int) -> int:
        """Where in the template a character of the text comes from."""
        position = 0
        for part in self.parts:
            if part.text:
                position = part.position
            if offset < len(part.text):
                return position + (0 if part.is_value else offset)
            offset -= len(part.text)
        return position


def variants(template: Template) -> Iterator[Variant]:
    """Ways through a template, those first that differ from the plainest one in a single decision; at most so many."""
    waiting: deque[tuple[int, ...]] = deque([()])
    for _ in range(_MOST_VARIANTS):
        if not waiting:
            return
        way = _Way(template.trees, waiting.popleft())
        try:
            way.follow(template.trees[template.name], DOT)
        except (_TooFar, _Break, _Continue):
            continue
        finally:
            waiting.extend(way.others())
        yield Variant(tuple(way.parts), tuple(way.strangers))


class _TooFar(Exception):
    """This way leads too far, or to an error that only a real node could tell."""


class _Break(Exception):
    """`break`."""


class _Continue(Exception):
    """`continue`."""


class _Way:
    """One way through a template: the decisions that it was told to take, and the first choice for all others."""

    def __init__(self, trees: Mapping[str, nodes.NodeList], decisions: tuple[int, ...]) -> None:
        self.trees = trees
        self.decisions = decisions
        self.taken: list[tuple[int, int]] = []
        self.parts: list[Part] = []
        self.truths: dict[str, bool] = {}
        self.lengths: dict[str, int] = {}
        self.variables: list[tuple[str, Symbol]] = [("$", DOT)]
        self.depth = 0
        self.strangers: list[tuple[int, str]] = []

    def others(self) -> Iterator[tuple[int, ...]]:
        """The decisions that lead to ways which were not followed: one changed, behind those that were given."""
        chosen = tuple(choice for choice, _ in self.taken)
        for index in range(len(self.decisions), len(self.taken)):
            for other in range(1, self.taken[index][1]):
                yield (*chosen[:index], other)

    def follow(self, tree: nodes.NodeList, dot: Symbol) -> None:
        """Print a list of nodes."""
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
        """Whether a value counts as true; for one that is not known, both are tried in turn."""
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
        """Fields of fields; the position is that of the first one's dot."""
        for name in names:
            allowed = fields_of(value)
            if allowed and name not in allowed:
                self.strangers.append((position, unknown(f"field of `{_any_element(value)}`", name, allowed)))
            value = Unknown(f"{'' if key_of(value) == '.' else key_of(value)}.{name}", name)
            position += len(name) + 1
        return value

    def _variable(self, name: str) -> Symbol:
        return next((value for each, value in reversed(self.variables) if each == name), Known(None))


def _any_element(value: Symbol) -> str:
    """How a value came about, without the number of the round."""
    return re.sub(r"\[[0-9]+\]", "[]", key_of(value))


def _start(field: nodes.Field) -> int:
    """Where the first of several fields stands: Go's position is that of the second."""
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
