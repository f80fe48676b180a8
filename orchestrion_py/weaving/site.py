"""The place where an aspect is at work: a node, its file and its package, and what advice may do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.weaving.edits import Edits, Pieces
from orchestrion_py.weaving.functions import SignatureNames
from orchestrion_py.weaving.lang import lang_key
from orchestrion_py.weaving.positions import Positions

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.imports import Imports
    from orchestrion_py.weaving.package import Applied, Package, Source
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(slots=True)
class File:
    """One file under the weaver: its tree, its imports, and the changes collected so far."""

    source: Source
    package: Package
    root: Node
    imports: Imports
    edits: Edits = field(default_factory=Edits)
    declarations: list[Pieces] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    lang: str | None = None
    applied: list[Applied] = field(default_factory=list)
    names: SignatureNames = field(init=False)
    positions: Positions = field(init=False)

    def __post_init__(self) -> None:
        self.names = SignatureNames(self.edits)
        self.positions = Positions(self.source.path, self.source.text)

    def position(self, node: Node) -> str:
        """`path:line:column` of a node, for messages."""
        line, column = self.positions.line_column(node.start_byte)
        return f"{self.source.path}:{line}:{column}"

    def raise_lang(self, lang: str) -> None:
        """Ask for at least this language version."""
        if self.lang is None or lang_key(lang) > lang_key(self.lang):
            self.lang = lang


@dataclass(frozen=True, slots=True)
class Site:
    """A node that a join point is asked about, and that advice changes once it matched."""

    node: Node
    file: File

    @property
    def package(self) -> Package:
        """The package that the node's file belongs to."""
        return self.file.package

    def at(self, node: Node) -> Site:
        """The same file, another node."""
        return Site(node, self.file)

    def spelled(self, kind: TypeName, wanted: str) -> str:
        """How injected code writes a type here; a package other than this one is imported under a hidden name."""
        star = "*" if kind.pointer else ""
        if not kind.path or kind.path == self.package.import_path:
            return star + kind.name
        return f"{star}{self.file.imports.hidden_name(kind.path, wanted)}.{kind.name}"
