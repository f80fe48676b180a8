"""The imports that a file declares, and their names in the file, guessed if they are unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.weaving.scopes import qualifiers, top_level_names
from orchestrion_py.weaving.syntax import nodes_of_kinds, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.scopes import Scopes

# What looks like a package name in front of a dot, without a syntax tree; a path in quotes does not count.
_USE = rb"(?<![\w./\"-])%s\s*\.\s*[A-Z\x80-\xff]"
_VERSION = re.compile(r"v\d+(\.\d+)*")


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """One import of a file. `name` is its name in the file, which may be `.` or `_`; `guessed`: only the path suggests it."""

    name: str
    path: str
    node: Node
    guessed: bool = False


def package_name(path: str, names: Mapping[str, str]) -> str:
    """The name of the package at a path: the known name, else the conventional one."""
    known = names.get(path)
    if known is not None:
        return known
    parts = path.split("/")
    last = parts[-1]
    if len(parts) > 1 and _VERSION.fullmatch(last):
        last = parts[-2]
    last = re.sub(r"\.v\d+$", "", last)
    # github.com/nats-io/nats.go, github.com/go-sql-driver/go-mysql: without the conventional prefix or suffix.
    last = re.sub(r"^go-|[-.]go$", "", last)
    return last.rsplit("-", 1)[-1].rsplit(".", 1)[-1]


def import_specs(root: Node, text: bytes, names: Mapping[str, str], scopes: Scopes) -> tuple[ImportSpec, ...]:
    """The imports of a file. `names` holds the known names of packages; what the file uses suggests the others."""
    return _named_by_use(_specs(root, names), root, text, scopes)


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
            if name_node is not None:
                found.append(ImportSpec(text_of(name_node), path, node))
            else:
                found.append(ImportSpec(package_name(path, names), path, node, guessed=path not in names))
    return found


def _named_by_use(specs: list[ImportSpec], root: Node, text: bytes, scopes: Scopes) -> tuple[ImportSpec, ...]:
    """Correct guesses that the file contradicts: it uses what it imports, or it would not compile."""
    doubtful = [spec for spec in specs if spec.guessed and not re.search(_USE % spec.name.encode(), text)]
    if not doubtful:
        return tuple(specs)
    known = {spec.name for spec in specs if spec not in doubtful} | set(top_level_names(root))
    unknown = {text_of(node) for node in qualifiers(root, scopes)} - known
    return tuple(replace(spec, name=_best(spec, unknown)) if spec in doubtful else spec for spec in specs)


def _best(spec: ImportSpec, unknown: Iterable[str]) -> str:
    """The qualifier that most likely names a package: the longest one that its path contains."""
    path = _letters(spec.path)
    similar = [name for name in unknown if _letters(name) in path]
    return max(similar, key=lambda name: (len(name), name)) if similar else spec.name


def _letters(text: str) -> str:
    return "".join(each for each in text.lower() if each.isalnum())
