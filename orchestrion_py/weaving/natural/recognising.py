"""Finds code that was woven into a source earlier, by its structure: what the aspects render now, with any names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from orchestrion_py.weaving.function_signature import has_parameter, means
from orchestrion_py.weaving.natural.natural_names import Natural
from orchestrion_py.weaving.natural.prologue_layout import statements_of
from orchestrion_py.weaving.natural.rewriting import opened
from orchestrion_py.weaving.syntax import parse, text_of
from orchestrion_py.weaving.walk import by_kind, walk

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from tree_sitter import Node

    from orchestrion_py.types.questions import Place
    from orchestrion_py.weaving.edits import Edits, Pieces
    from orchestrion_py.weaving.function_signature import Parameter, SignatureNames
    from orchestrion_py.weaving.imports import Imports
    from orchestrion_py.weaving.natural.rewriting import Surroundings
    from orchestrion_py.weaving.package import Source
    from orchestrion_py.weaving.site import File
    from orchestrion_py.weaving.walk import Aspect

# Stands for any value of a setting.
ANY_TEXT = "__pyorch_any__"
_LIKE_CONTEXT = re.compile(rb"(?i)context|ctx")
_PACKAGE, _VARIABLE = "__pyorch_package_", "__pyorch_variable_"
_STRINGS = ("interpreted_string_literal", "raw_string_literal")
# Woven statements add literals to a function, which changes the numbers of the literals after them.
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The form of the code to find: packages by their paths, and variables that may have any name."""

    natural: Natural
    paths: list[str] = field(default_factory=list)

    @property
    def finds_woven(self) -> bool:
        """This form is for finding what was woven."""
        return True

    def setting(self, name: str, otherwise: str) -> str:
        """The value that the user gave, or the default."""
        return self.natural.setting(name, otherwise)

    def package_name(self, imports: Imports, path: str, wanted: str) -> str:  # noqa: ARG002 by whatever name
        """A name that matches any name of the package."""
        self.paths.append(path)
        return f"{_PACKAGE}{len(self.paths) - 1}"

    def parameter_name(self, part: str, index: int, parameter: Parameter) -> str:
        """Unused in a woven function: every parameter that woven code needs has a name."""
        return self.natural.parameter_name(part, index, parameter)

    def variable_name(self, names: SignatureNames, function: Node, wanted: str, others: Container[str]) -> str:
        """A name that matches any name."""
        return f"{_VARIABLE}{names.free(function, wanted, others)}"

    def prepend(self, block: Node, pieces: Pieces, edits: Edits, text: bytes, *, in_block: bool) -> None:
        """Collect the statements."""
        self.natural.prepend(block, pieces, edits, text, in_block=in_block)

    def in_declarations(self) -> Pattern:
        """The same, with prologues of its own."""
        return replace(self, natural=self.natural.in_declarations())


@dataclass(frozen=True, slots=True)
class _Looks:
    """Guesses types by their names: the type of a context that woven code uses is named like one."""

    text: bytes

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:  # noqa: ARG002 no advice of ours is for calls
        return frozenset()

    def implements(self, kind: Place, path: str, name: str) -> bool:  # noqa: ARG002 any interface
        return _LIKE_CONTEXT.search(self.text, kind.start, kind.end) is not None

    def close(self) -> None:
        """Nothing to close."""


@dataclass(frozen=True, slots=True)
class Prologue:
    """The woven statements of a body, and the variables that they declare."""

    block: Node
    statements: tuple[Node, ...]
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file, what was woven into it, and the packages that woven code may name."""

    file: File
    prologues: tuple[Prologue, ...]
    paths: frozenset[str]


def recognised(source: Source, aspects: Sequence[Aspect], around: Surroundings) -> Recognised:
    """Find what aspects have woven into a file. Raises WeaveError if it is not Go."""
    pattern = Pattern(Natural(around.settings))
    looks = replace(around, types=lambda: _Looks(source.text))
    file = opened(source, looks, pattern)
    walk(file, by_kind(aspects))
    found: list[Prologue] = []
    # Inner functions come first.
    for block, texts in pattern.natural.prologues.items():
        prologue = _prologue(file, pattern.paths, block, texts)
        if prologue is not None and not _is_needed(prologue, found, file):
            found.append(prologue)
    return Recognised(file, tuple(found), frozenset(pattern.paths))


def _is_needed(prologue: Prologue, inner: Sequence[Prologue], file: File) -> bool:
    """Whether the rest of the function uses a variable that the prologue declares."""
    declared = {each.block.start_byte: each.variables for each in inner}

    def is_declared_in(literal: Node, name: str) -> bool:
        body = literal.child_by_field_name("body")
        own = declared.get(body.start_byte, frozenset()) if body is not None else frozenset()
        return name in own or has_parameter(literal, name)

    end = prologue.statements[-1].end_byte
    return any(means(prologue.block, name, file.mentions, end, is_declared_in) for name in prologue.variables)


def _prologue(file: File, paths: Sequence[str], block: Node, texts: Sequence[str]) -> Prologue | None:
    """The first statements of a body that match what the aspects render; some of the rendered statements may be missing."""
    body = "\n".join(texts)
    root = parse(f"package _\nfunc _() {{\n{body}\n}}\n".encode("utf-8", "surrogateescape")).root_node
    frame = next(child for child in root.named_children if child.type == "function_declaration")
    wanted = frame.child_by_field_name("body")
    if wanted is None:
        return None
    matching = _Matching(file.imports, paths)
    found = matching.first_of(statements_of(wanted), statements_of(block))
    return Prologue(block, tuple(found), frozenset(matching.variables.values())) if found else None


@dataclass(slots=True)
class _Matching:
    """One comparison; `variables` holds the actual names of the variables that may have any name."""

    imports: Imports
    paths: Sequence[str]
    variables: dict[str, str] = field(default_factory=dict)

    def first_of(self, wanted: Sequence[Node], actual: Sequence[Node]) -> list[Node]:
        """The longest run of leading statements that match in this order; the first one must match."""
        found: list[Node] = []
        next_one = 0
        for statement in actual:
            index = next((i for i in range(next_one, len(wanted)) if self._attempt(wanted[i], statement)), None)
            if index is None or (not found and index > 0):
                return found
            found.append(statement)
            next_one = index + 1
        return found

    def _attempt(self, wanted: Node, actual: Node) -> bool:
        before = dict(self.variables)
        if self._is(wanted, actual):
            return True
        self.variables = before
        return False

    def _is(self, wanted: Node, actual: Node) -> bool:
        if wanted.type == "identifier":
            return self._is_name(text_of(wanted), actual)
        if wanted.type in _STRINGS:
            return actual.type in _STRINGS and _is_text(text_of(wanted), text_of(actual))
        if wanted.type != actual.type:
            return False
        if wanted.type == "statement_list":
            return self._are_some(wanted.named_children, _without_comments(actual))
        if not wanted.children:
            return text_of(wanted) == text_of(actual)
        mine, theirs = wanted.children, [child for child in actual.children if child.type != "comment"]
        return len(mine) == len(theirs) and all(map(self._is, mine, theirs))

    def _are_some(self, wanted: Sequence[Node], actual: Sequence[Node]) -> bool:
        return len(self.first_of(wanted, actual)) == len(actual) if actual else not wanted

    def _is_name(self, wanted: str, actual: Node) -> bool:
        if actual.type != "identifier":
            return False
        name = text_of(actual)
        if wanted.startswith(_PACKAGE):
            return self.imports.path_of(actual) == self.paths[int(wanted.removeprefix(_PACKAGE))]
        if name == "_":
            return True  # only a declared name can be `_`
        if wanted.startswith(_VARIABLE):
            return self.variables.setdefault(wanted, name) == name
        return wanted == name


def _without_comments(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _is_text(wanted: str, actual: str) -> bool:
    return ANY_TEXT in wanted or _NUMBERS.sub("0", wanted) == _NUMBERS.sub("0", actual)


def settings_of_any(settings: Mapping[str, str]) -> dict[str, str]:
    """Settings that render everything that any other settings may have rendered."""
    return {**settings, "app": ANY_TEXT, "args": "*", "results": "*"}
