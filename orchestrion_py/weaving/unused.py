"""Imports that nothing uses after weaving removed code from a file: Go rejects such a file."""

from __future__ import annotations

import functools
from bisect import bisect_right
from typing import TYPE_CHECKING

from orchestrion_py.weaving.scopes import qualifiers, top_level_names
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.importspecs import ImportSpec
    from orchestrion_py.weaving.scopes import Scopes

_Ranges = list[tuple[int, int]]


def left_unused(
    specs: Sequence[ImportSpec], root: Node, text: bytes, scopes: Scopes, dropped: _Ranges, siblings: Sequence[bytes]
) -> Iterator[ImportSpec]:
    """The imports that only removed parts of the text use; `siblings` is the text of all files of the package."""
    if not dropped:
        return
    ranges = _merged(dropped)
    lost = b"\n".join(text[start:end] for start, end in ranges)
    named = [spec for spec in specs if spec.name not in ("_", ".") and spec.path != "C" and spec.name.encode() in lost]
    if named:
        used = {text_of(node) for node in qualifiers(root, scopes) if not _is_in(node, ranges)}
        yield from (spec for spec in named if spec.name not in used)
    dots = [spec for spec in specs if spec.name == "."]
    if dots and _is_free_of_foreign_names(root, scopes, ranges, siblings):
        yield from dots


def _is_free_of_foreign_names(root: Node, scopes: Scopes, dropped: _Ranges, siblings: Iterable[bytes]) -> bool:
    """Whether the remaining text has no exported name that may come from a dot import."""
    left = {
        text_of(node)
        for node in nodes_of_kinds(root, ("identifier", "type_identifier"))
        if text_of(node)[0].isupper() and not _is_in(node, dropped) and _is_reference(node, scopes)
    }
    own = set(top_level_names(root))
    for text in siblings if left - own else ():
        own.update(_declared_names(text))
    return not left - own


# Each file of a package asks about all others.
@functools.lru_cache(maxsize=1 << 16)
def _declared_names(text: bytes) -> frozenset[str]:
    return frozenset(top_level_names(parse(text).root_node))


def _is_reference(node: Node, scopes: Scopes) -> bool:
    """Whether an identifier refers to something outside of functions: it declares no name, and is not the key of a literal."""
    parent = node.parent
    if parent is None or any(node == name for name in parent.children_by_field_name("name")):
        return False
    around = parent.parent
    if around is not None and (_is_key(parent, around) or _is_defined(parent, around)):
        return False
    return not scopes.hides(text_of(node), node)


def _is_key(element: Node, pair: Node) -> bool:
    return element.type == "literal_element" and pair.child_by_field_name("key") == element


def _is_defined(names: Node, statement: Node) -> bool:
    """Whether names are on the left of a `:=`."""
    is_definition = any(child.type == ":=" for child in statement.children)
    return is_definition and names in (statement.child_by_field_name("left"), statement.child_by_field_name("alias"))


def _merged(ranges: _Ranges) -> _Ranges:
    merged: _Ranges = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_in(node: Node, ranges: _Ranges) -> bool:
    index = bisect_right(ranges, node.start_byte, key=lambda each: each[0]) - 1
    return index >= 0 and node.start_byte < ranges[index][1]
