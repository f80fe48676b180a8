"""A file's imports: what its qualifiers mean, the hidden names that weaving adds, and imports that it leaves unused."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.scopes import is_shadowed
from orchestrion_py.weaving.syntax import nodes_of_kinds, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits

_VERSION = re.compile(r"v\d+")


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """One import of a file: `name` as the file sees it, `.` and `_` included."""

    name: str
    path: str
    node: Node


def package_name(path: str, names: Mapping[str, str]) -> str:
    """The name of the package at a path: what is known of it, else what its path says by convention."""
    known = names.get(path)
    if known is not None:
        return known
    parts = path.split("/")
    last = parts[-1]
    if len(parts) > 1 and _VERSION.fullmatch(last):
        last = parts[-2]
    last = re.sub(r"\.v\d+$", "", last)
    # github.com/nats-io/nats.go, github.com/go-sql-driver/go-mysql: what is left of the conventional decoration.
    last = re.sub(r"^go-|[-.]go$", "", last)
    return last.rsplit("-", 1)[-1].rsplit(".", 1)[-1]


class Imports:
    """The imports of one file, and those that weaving adds to it under names that nothing in the file uses."""

    def __init__(self, root: Node, text: bytes, names: Mapping[str, str]) -> None:
        self._root = root
        self._text = text
        self.specs = tuple(_specs(root, names))
        self._by_name = {spec.name: spec.path for spec in self.specs if spec.name not in ("_", ".")}
        self.dot_paths = tuple(spec.path for spec in self.specs if spec.name == ".")
        self._added: dict[str, str] = {}

    def within(self, root: Node) -> Imports:
        """The same imports, with the added ones, as a declaration sees them that was injected into the file."""
        inner = copy.copy(self)
        inner._root = root
        inner._by_name = {**self._by_name, **{name: path for path, name in self._added.items()}}
        return inner

    def path_of(self, qualifier: Node) -> str | None:
        """The import path that a qualifier names at its place, or None where it names no package."""
        name = text_of(qualifier)
        path = self._by_name.get(name)
        if path is None or is_shadowed(name, qualifier):
            return None
        return path

    def hidden_name(self, path: str, wanted: str) -> str:
        """The name under which injected code reaches a package; the import is added with the first call."""
        name = self._added.get(path)
        if name is None:
            name = f"__pyorch_{wanted}" if wanted != "_" else "_"
            while name != "_" and (name.encode() in self._text or name in self._added.values()):
                name += "_"
            self._added[path] = name
        return name

    def need(self, path: str) -> None:
        """Import a package for its effects alone, unless the file imports it already."""
        if path not in self._added and all(spec.path != path for spec in self.specs):
            self._added[path] = "_"

    @property
    def added(self) -> frozenset[str]:
        """The packages that injected code imports."""
        return frozenset(self._added)

    def write(self, edits: Edits) -> None:
        """Add the new imports behind the package clause, on its own line, and blank those that are left unused."""
        if self._added:
            injected = b"".join(run.text for run in edits.apply(self._text) if run.start is None)
            clause = next(child for child in self._root.named_children if child.type == "package_clause")
            # What one aspect injected another may have taken out again.
            listed = "".join(
                f';import {name if name.encode() in injected else "_"} "{path}"'
                for path, name in sorted(self._added.items())
            )
            edits.insert(clause.end_byte, (listed,))
        dropped = edits.dropped()
        if dropped:
            for spec in self.specs:
                if spec.name not in ("_", ".") and spec.path != "C" and self._is_left_unused(spec.name, dropped):
                    _make_blank(spec.node, edits)

    def _is_left_unused(self, name: str, dropped: list[tuple[int, int]]) -> bool:
        token = name.encode()
        if not any(token in self._text[start:end] for start, end in dropped):
            return False
        for node in nodes_of_kinds(self._root, ("selector_expression", "qualified_type")):
            qualifier = node.child_by_field_name("operand" if node.type == "selector_expression" else "package")
            if qualifier is None or text_of(qualifier) != name or is_shadowed(name, qualifier):
                continue
            if not any(start <= qualifier.start_byte < end for start, end in dropped):
                return False
        return True


def _specs(root: Node, names: Mapping[str, str]) -> list[ImportSpec]:
    found = []
    for declaration in root.named_children:
        if declaration.type != "import_declaration":
            continue
        for node in nodes_of_kinds(declaration, ("import_spec",)):
            path_node = node.child_by_field_name("path")
            name_node = node.child_by_field_name("name")
            if path_node is None:
                continue
            path = text_of(path_node)[1:-1]
            name = text_of(name_node) if name_node is not None else package_name(path, names)
            found.append(ImportSpec(name, path, node))
    return found


def _make_blank(spec: Node, edits: Edits) -> None:
    name, path = spec.child_by_field_name("name"), spec.child_by_field_name("path")
    if name is not None:
        edits.replace(name.start_byte, name.end_byte, ("_",))
    elif path is not None:
        edits.insert(path.start_byte, ("_ ",))
