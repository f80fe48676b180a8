"""A file's imports: what its qualifiers mean, and the imports that weaving adds."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from orchestrion_py.weaving.importspecs import import_specs
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.scopes import Scopes, qualifiers
from orchestrion_py.weaving.syntax import text_of
from orchestrion_py.weaving.unused import left_unused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits

_HIDDEN = re.compile(rb"__pyorch_[\w\x80-\xff]+")
_NO_TEXTS = PackageTexts()


def hidden_name(imports: Imports, path: str, wanted: str) -> str:  # noqa: ARG001 the path does not matter here
    """A name for a package that no file of the package at hand mentions anywhere."""
    name = f"__pyorch_{wanted}"
    while (
        name in imports.added_names.values()
        or name.encode() in imports.text
        or imports.siblings.mentions(name.encode())
    ):
        name += "_"
    return name


class Imports:
    """The imports of one file, and those that weaving adds to it.

    `names` is what is known of packages' names; `own_path` is the file's own package, `siblings` the text of all its files;
    `choose_name` returns the name for a package that weaving adds, from its path and what the template calls it.
    """

    def __init__(
        self,
        root: Node,
        text: bytes,
        names: Mapping[str, str],
        own_path: str = "",
        siblings: PackageTexts = _NO_TEXTS,
        choose_name: Callable[[Imports, str, str], str] = hidden_name,
    ) -> None:
        self._root = root
        self._text = text
        self._siblings = siblings
        self._own_path = own_path
        self._choose_name = choose_name
        self.scopes = Scopes(root)
        self.specs = import_specs(root, text, names, self.scopes)
        self._by_name = {spec.name: spec.path for spec in self.specs if spec.name not in ("_", ".")}
        self.dot_paths = tuple(spec.path for spec in self.specs if spec.name == ".")
        self._added: dict[str, str] = {}
        self._moved: dict[tuple[int, int], str] = {}

    def within(self, root: Node) -> Imports:
        """The same imports, with the added ones, as an injected declaration sees them."""
        inner = copy.copy(self)
        inner._root = root
        inner.scopes = Scopes(root)
        inner._by_name = {**self._by_name, **{name: path for path, name in self._added.items()}}
        inner._moved = {}
        return inner

    def listed(self) -> str:
        """Import declarations for every package that injected code can name, including those that weaving adds."""
        names = [*self._by_name.items(), *((name, path) for path, name in self._added.items())]
        return "".join(
            f'import {name} "{path}"\n' for name, path in [*names, *((".", path) for path in self.dot_paths)]
        )

    def path_of(self, qualifier: Node) -> str | None:
        """The import path that a qualifier means at its place; None if it is not a package."""
        name = text_of(qualifier)
        path = self._by_name.get(name)
        if path is None or self.scopes.hides(name, qualifier):
            return None
        return path

    def name_for(self, path: str, wanted: str) -> str:
        """The name under which injected code reaches a package. The first call adds the import."""
        name = self._added.get(path, "_")
        if name == "_":
            name = self._choose_name(self, path, wanted)
            self._added[path] = name
        return name

    @property
    def added_names(self) -> Mapping[str, str]:
        """The names of the packages that weaving adds, by their paths."""
        return self._added

    @property
    def own_path(self) -> str:
        """The path of the file's own package."""
        return self._own_path

    @property
    def text(self) -> bytes:
        """The file."""
        return self._text

    @property
    def root(self) -> Node:
        """The file's tree."""
        return self._root

    @property
    def siblings(self) -> PackageTexts:
        """The text of all files of the package."""
        return self._siblings

    def qualified(self, path: str, wanted: str, name: str) -> str:
        """How injected code writes a name of a package. Names of the file's own package stay unqualified."""
        return name if path == self._own_path else f"{self.name_for(path, wanted)}.{name}"

    def is_own(self, path: str) -> bool:
        """Whether a path is that of the file's own package."""
        return path == self._own_path

    def keep_meaning(self, start: int, end: int, is_hidden: Callable[[str], bool]) -> None:
        """Let qualifiers in a range keep their meaning if a template moves it, whatever the template declares around them."""
        names = {name for name, path in self._by_name.items() if path != "C" and is_hidden(name)}
        moved = self._root.descendant_for_byte_range(start, end) if names else None
        for qualifier in qualifiers(moved, self.scopes) if moved is not None else ():
            name = text_of(qualifier)
            if name in names and start <= qualifier.start_byte < end:
                self._moved[qualifier.start_byte, qualifier.end_byte] = self.name_for(self._by_name[name], name)

    def need(self, path: str) -> None:
        """Import a package only for its effects, unless the file already imports it or is part of it."""
        if path not in self._added and path != self._own_path and all(spec.path != path for spec in self.specs):
            self._added[path] = "_"

    @property
    def added(self) -> frozenset[str]:
        """The packages that injected code imports."""
        return frozenset(self._added)

    def write(self, edits: Edits) -> None:
        """Add the new imports after the package clause, on its line, and blank those that nothing uses any more."""
        for (start, end), hidden in self._moved.items():
            edits.replace(start, end, (hidden,))
        if self._added:
            injected = b"".join(run.text for run in edits.apply(self._text) if run.start is None)
            used = {token.decode("utf-8", "replace") for token in _HIDDEN.findall(injected)}
            clause = next(child for child in self._root.named_children if child.type == "package_clause")
            # Another aspect may have taken out what one injected.
            listed = "".join(
                f';import {name if name in used else "_"} "{path}"' for path, name in sorted(self._added.items())
            )
            edits.insert(clause.end_byte, (listed,))
        for spec in left_unused(self.specs, self._root, self._text, self.scopes, edits.dropped(), self._siblings):
            _make_blank(spec.node, edits)


def _make_blank(spec: Node, edits: Edits) -> None:
    name, path = spec.child_by_field_name("name"), spec.child_by_field_name("path")
    if name is not None:
        edits.replace(name.start_byte, name.end_byte, ("_",))
    elif path is not None:
        edits.insert(path.start_byte, ("_ ",))
