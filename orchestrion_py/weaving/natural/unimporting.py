"""Imports taken out of a file again, with the lines, groups, parentheses and declarations that were made for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.natural.importing import groups_of, is_block, line_end, specs_in
from orchestrion_py.weaving.natural.signatures import Change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tree_sitter import Node

    from orchestrion_py.weaving.natural.importing import Spec


def removed_imports(root: Node, text: bytes, starts: Collection[int]) -> list[Change]:
    """What takes out the imports that begin at some offsets."""
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
    """With the end of the line in front of it, and a blank line that parts them."""
    start = _newline_before(text, text.rfind(b"\n", 0, declaration.start_byte) + 1)
    line = text.rfind(b"\n", 0, start) + 1
    if line == start:
        start = _newline_before(text, line)
    return Change(start, line_end(text, declaration.end_byte), b"")


def _newline_before(text: bytes, start: int) -> int:
    """Where the newline in front of a line begins."""
    if start and text[start - 1 : start] == b"\n":
        start -= 1
    return start - 1 if start and text[start - 1 : start] == b"\r" else start


def _out_of_block(declaration: Node, specs: list[Spec], gone: list[Spec], text: bytes) -> Iterator[Change]:
    groups = groups_of(specs)
    left = [spec for spec in specs if spec not in gone]
    if len(left) == 1 and len(groups) > 1:
        # It stood alone, without parentheses.
        opening = text.find(b"(", declaration.start_byte)
        yield Change(opening, left[0].node.start_byte, b"")
        yield Change(line_end(text, left[0].node.end_byte), declaration.end_byte, b"")
        return
    for number, group in enumerate(groups):
        if all(spec in gone for spec in group):
            yield _group(groups, number, text)
            continue
        for spec in group:
            if spec in gone:
                start = text.rfind(b"\n", 0, spec.node.start_byte) + 1
                yield Change(start, _next_line(text, spec.node.end_byte), b"")


def _group(groups: list[list[Spec]], number: int, text: bytes) -> Change:
    """A group with the blank line that parts it from another."""
    group = groups[number]
    if number:
        start = line_end(text, groups[number - 1][-1].node.end_byte)
        return Change(start, line_end(text, group[-1].node.end_byte), b"")
    start = text.rfind(b"\n", 0, group[0].node.start_byte) + 1
    end = (
        text.rfind(b"\n", 0, groups[1][0].node.start_byte) + 1
        if len(groups) > 1
        else _next_line(text, group[-1].node.end_byte)
    )
    return Change(start, end, b"")


def _next_line(text: bytes, offset: int) -> int:
    end = text.find(b"\n", offset)
    return len(text) if end < 0 else end + 1
