"""Functions selected by comments anywhere in a file: `//instrument:include A|B` and `//instrument:exclude Server.Serve`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import nodes_of_kinds, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_GENERATED = re.compile(rb"^// Code generated .* DO NOT EDIT\.\r?$", re.MULTILINE)
_CLAUSE = re.compile(rb"^package\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A comment with the same prefix that is not a known command, and what is wrong with it."""

    node: Node
    message: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The names in the comments of a file."""

    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    unknown: UnknownCommand | None = None

    def excludes(self, names: set[str]) -> bool:
        """Whether a function with any of these names is excluded."""
        return not self.excluded.isdisjoint(names)

    def includes(self, names: set[str]) -> bool:
        """Whether a function with any of these names is included."""
        return not self.included.isdisjoint(names)


def selection(root: Node, text: bytes, word: str) -> Selection:
    """Read the comments `//WORD:include` and `//WORD:exclude` of a file."""
    prefix = f"//{word}:"
    if prefix.encode() not in text:
        return Selection()
    found: dict[str, set[str]] = {"include": set(), "exclude": set()}
    unknown = None
    for comment in nodes_of_kinds(root, ("comment",)):
        written = text_of(comment).rstrip()
        if not written.startswith(prefix):
            continue
        command, _, names = written.removeprefix(prefix).partition(" ")
        listed = {name.strip() for name in names.split("|")} - {""}
        if command in found and listed:
            found[command] |= listed
        elif unknown is None:
            unknown = UnknownCommand(comment, _complaint(prefix, command, known=command in found))
    return Selection(frozenset(found["include"]), frozenset(found["exclude"]), unknown)


def _complaint(prefix: str, command: str, *, known: bool) -> str:
    if known:
        return f"`{prefix}{command}` does not name a function: write {prefix}{command} A|B, or Type.Method"
    return f"unknown command `{prefix}{command}`: write {prefix}include A|B or {prefix}exclude A|B"


def names_of_function(qualified: str) -> set[str]:
    """All names that select a function: `F`, `T.M` or `M`. The functions around a literal count too."""
    parts = qualified.split(".")
    names = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
    literal = next((index for index, part in enumerate(parts) if re.fullmatch(r"func\d+", part)), len(parts))
    if literal == 2:  # in a method; a single part in front of it is the name of a function, not of a type
        names.discard(parts[0])
        names.add(parts[1])
    return names


def is_generated(text: bytes) -> bool:
    """Whether a file says that it is generated, as go/ast's IsGenerated reads it: in front of the package clause."""
    clause = _CLAUSE.search(text)
    return _GENERATED.search(text, 0, clause.start() if clause else len(text)) is not None
