"""Removes imports from a file, with the lines, groups, parentheses and declarations that were added for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.natural.importing import groups_of, is_block, line_end, specs_in
from orchestrion_py.weaving.natural.signatures import Change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tree_sitter import Node

    from orchestrion_py.weaving.natural.importing import Spec


def removed_imports(root: Node, text: bytes, starts: Collection[int]) -> list[Change]:
    """The changes that remove the imports at some offsets."""
    changes: list[Change] = []
    for declaration in root.named_children:
        if declaration.type != "import_declaration":
            continue
        specs = specs_in(declaration, text)
        gone = [spec for spec in specs if spec.node.start_byte in starts]
        if gone and len(gone) == len(specs):
            changes.append(_declaration(declaration, text))
        elif gone and is_block(declaration, text):
            changes += _out_of_block(declaration, specs, gone, text)
    return changes


def _declaration(declaration: Node, text: bytes) -> Change:
    """Remove a declaration with the newline in front of it and a blank line before that."""
    start = _newline_before(text, _line_start(text, declaration.start_byte))
    line = _line_start(text, start)
    if line == start:
        start = _newline_before(text, line)
    return Change(start, line_end(text, declaration.end_byte), b"")


def _newline_before(text: bytes, start: int) -> int:
    """The offset of the newline in front of a line."""
    if start and text[start - 1 : start] == b"\n":
        start -= 1
    return start - 1 if start and text[start - 1 : start] == b"\r" else start


def _out_of_block(declaration: Node, specs: list[Spec], gone: list[Spec], text: bytes) -> Iterator[Change]:
    groups = groups_of(specs)
    left = [spec for spec in specs if spec not in gone]
    if len(left) == 1 and len(groups) > 1:
        # It was alone, without parentheses.
        opening = text.find(b"(", declaration.start_byte)
        yield Change(opening, left[0].node.start_byte, b"")
        yield Change(line_end(text, left[0].node.end_byte), declaration.end_byte, b"")
        return
    for number, group in enumerate(groups):
        for spec in group:
            if spec in gone:
                yield Change(_line_start(text, spec.node.start_byte), _next_line(text, spec.node.end_byte), b"")
        if all(spec in gone for spec in group):
            yield _blank_line(groups, number, text)


def _blank_line(groups: list[list[Spec]], number: int, text: bytes) -> Change:
    """The blank line between a group and the previous group; for the first group, the next one."""
    if number:
        end = _line_start(text, groups[number][0].node.start_byte)
        start = _line_start(text, _newline_before(text, end))
        return Change(start, end, b"") if not text[start:end].strip() else Change(end, end, b"")
    start = _next_line(text, groups[number][-1].node.end_byte)
    end = _next_line(text, start)
    return Change(start, end, b"") if not text[start:end].strip() else Change(start, start, b"")


def _line_start(text: bytes, offset: int) -> int:
    return text.rfind(b"\n", 0, offset) + 1


def _next_line(text: bytes, offset: int) -> int:
    end = text.find(b"\n", offset)
    return len(text) if end < 0 else end + 1
