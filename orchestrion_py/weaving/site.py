"""The place where an aspect applies: a node, its file and its package, and the changes that advice makes there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.weaving.closures import QualifiedNames
from orchestrion_py.weaving.edits import Edits, Pieces
from orchestrion_py.weaving.form import HIDDEN
from orchestrion_py.weaving.function_signature import SignatureNames
from orchestrion_py.weaving.lang import lang_key
from orchestrion_py.weaving.mentions import Mentions
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from orchestrion_py.types.questions import Types
    from orchestrion_py.weaving.form import Form
    from orchestrion_py.weaving.imports import Imports
    from orchestrion_py.weaving.package import CodeWarning, Package, Source
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration that an aspect injected because of a node, which stands at `line` and `column`.

    The last aspect of `by` injected it, into a declaration that the one before it had injected, and so on.
    """

    pieces: Pieces
    by: tuple[object, ...]
    line: int
    column: int


@dataclass(slots=True)
class File:
    """One file under the weaver: its tree, its imports, and the changes collected so far.

    If the text is not a file but a declaration that was injected into one, `cause` is that declaration, and nothing knows its
    types. `form` is the form of the woven code: for the compiler, or for people.
    """

    source: Source
    package: Package
    root: Node
    imports: Imports
    types: Callable[[], Types] | None = None
    cause: Declaration | None = None
    form: Form = HIDDEN
    siblings: PackageTexts = field(default_factory=PackageTexts)
    edits: Edits = field(default_factory=Edits)
    declarations: list[Declaration] = field(default_factory=list)
    declared: set[Pieces] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    lang: str | None = None
    warnings: list[CodeWarning] = field(default_factory=list)
    mentions: Mentions = field(init=False)
    qualified_names: QualifiedNames = field(init=False)
    names: SignatureNames = field(init=False)
    positions: Positions = field(init=False)
    # The aspect whose advice is being applied.
    at_work: object = None

    def __post_init__(self) -> None:
        self.mentions = Mentions(self.source.text)
        self.qualified_names = QualifiedNames(self.root, self.source.text, self.siblings)
        self.names = SignatureNames(self.edits, self.mentions, self.form.parameter_name)
        self.positions = Positions(self.source.path, self.source.text)

    def line_column(self, node: Node) -> tuple[int, int]:
        """Line and column of a node; for an injected node, those of the node that it was injected for."""
        if self.cause is not None:
            return self.cause.line, self.cause.column
        return self.positions.line_column(node.start_byte)

    def position(self, node: Node) -> str:
        """`path:line:column` of a node, for messages."""
        line, column = self.line_column(node)
        return f"{self.source.path}:{line}:{column}"

    def declare(self, pieces: Pieces, node: Node) -> None:
        """Inject a declaration for a node; a file gets the same text only once, however many nodes ask for it."""
        if pieces not in self.declared:
            self.declared.add(pieces)
            earlier = self.cause.by if self.cause is not None else ()
            self.declarations.append(Declaration(pieces, (*earlier, self.at_work), *self.line_column(node)))

    def raise_lang(self, lang: str) -> None:
        """Ask for at least this language version."""
        if self.lang is None or lang_key(lang) > lang_key(self.lang):
            self.lang = lang


@dataclass(frozen=True, slots=True)
class Site:
    """A node that a join point is asked about, and that advice changes once it matched.

    `for_body`: it is a function, asked about because of its body.
    """

    node: Node
    file: File
    for_body: bool = False

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
        return f"{star}{self.file.imports.name_for(kind.path, wanted)}.{kind.name}"
