"""Statements at the start of a function's body, in gofmt's layout, with every byte of the body kept."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.natural.signatures import note_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.site import File

_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`|\'(?:[^\'\\\n]|\\.)*\'')
_REST_IS_COMMENT = re.compile(rb"(?:[ \t]|//[^\n]*|/\*(?:[^*\n]|\*(?!/))*\*/)*\r?\n")
_BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n)*")
_INDENTATION = re.compile(rb"[ \t]*")


@dataclass(frozen=True, slots=True)
class Body:
    """A body, and the lines to put at its start."""

    block: Node
    lines: tuple[str, ...]


def newline_of(text: bytes) -> str:
    """The line ending of a file."""
    first = text.find(b"\n")
    return "\r\n" if first > 0 and text[first - 1 : first] == b"\r" else "\n"


def write_prologues(file: File, prologues: Mapping[Node, Sequence[str]]) -> bool:
    """Put the collected statements at the start of their bodies. Return whether a body on one line was spread over several."""
    is_spread = False
    for block, statements in prologues.items():
        note = note_for(file, block.parent) if block.parent is not None else None
        lines = indented([line for text in statements for line in text.splitlines()])
        body = Body(block, ((note, *lines) if note else lines))
        if opening_ends(file.source.text, block) is not None:
            _in_front(file, body)
        else:
            is_spread = True
            _spread(file, body, prologues)
    return is_spread


def opening_ends(text: bytes, block: Node) -> int | None:
    """The end of the line with the opening brace of a body, if only comments follow the brace."""
    rest = _REST_IS_COMMENT.match(text, block.start_byte + 1, block.end_byte - 1)
    return rest.end() if rest else None


def indented(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines of code, each indented by a tab per open bracket, without empty lines."""
    found = []
    depth = 0
    for line in (line.strip() for line in lines):
        if not line:
            continue
        bare = _TEXT.sub("", line)
        closing = len(bare) - len(bare.lstrip(")]}"))
        found.append("\t" * max(0, depth - bool(closing)) + line)
        depth += sum(bare.count(each) for each in "([{") - sum(bare.count(each) for each in ")]}")
    return tuple(found)


def _in_front(file: File, body: Body) -> None:
    """Insert on new lines after the brace and an optional blank line, with a blank line at the end."""
    text, block = file.source.text, body.block
    start = opening_ends(text, block) or block.start_byte + 1
    blank = _BLANK_LINES.match(text, start)
    start = min(blank.end() if blank else start, _line_start(text, block.end_byte - 1))
    newline = newline_of(text)
    outer, inner = _indentations(text, block, start)
    written = _joined(body.lines, inner, newline, inner.removeprefix(outer))
    file.edits.insert(start, (written + newline + newline,))


def _spread(file: File, body: Body, blocks: Collection[Node]) -> None:
    """Insert into a body on one line: in gofmt's layout, each statement gets a line; else only the new lines are inserted."""
    text, block = file.source.text, body.block
    newline = newline_of(text)
    outer = _indentation_at(text, block.parent or block) + "\t" * _spread_around(file.source.text, block, blocks)
    inner = outer + "\t"
    written = newline + _joined(body.lines, inner, newline, "\t") + newline
    start, end = block.start_byte + 1, block.end_byte - 1
    if text[start:end] == b"":
        file.edits.insert(start, (written + outer,))
        return
    gaps = gaps_of(text, block)
    if gaps is None:
        file.edits.insert(start, (written,))
        return
    file.edits.replace(start, start + 1, (written + inner,))
    for gap in gaps:
        file.edits.replace(gap, gap + 2, (newline + inner,))
    file.edits.replace(end - 1, end, (newline + outer,))


def gaps_of(text: bytes, block: Node) -> list[int] | None:
    """The offsets of `; ` between the statements of a body on one line; None if the body is not in gofmt's layout."""
    start, end = block.start_byte + 1, block.end_byte - 1
    inner = text[start:end]
    if not (inner.startswith(b" ") and inner.endswith(b" ") and len(inner) > 2) or b"\n" in inner or b"//" in inner:
        return None
    if inner[1:2] in b" \t" or inner[-2:-1] in b" \t;":
        return None
    statements = statements_of(block)
    gaps = []
    for before, after in itertools.pairwise(statements):
        if text[before.end_byte : before.end_byte + 2] != b"; " or after.start_byte < before.end_byte + 2:
            return None
        gaps.append(before.end_byte)
    return gaps


def statements_of(block: Node) -> list[Node]:
    """The statements of a block, without comments."""
    lists = (child.named_children if child.type == "statement_list" else [child] for child in block.named_children)
    return [each for found in lists for each in found if each.type != "comment"]


def _spread_around(text: bytes, block: Node, blocks: Iterable[Node]) -> int:
    """The number of bodies around this one, on the same line, that are spread as well."""
    row = block.start_point.row
    return sum(
        other.start_byte < block.start_byte
        and block.end_byte < other.end_byte
        and other.start_point.row == row
        and opening_ends(text, other) is None
        and gaps_of(text, other) is not None
        for other in blocks
    )


def _joined(lines: Sequence[str], indentation: str, newline: str, unit: str) -> str:
    """Lines with the tabs replaced by the file's unit of indentation."""
    depths = [len(line) - len(line.lstrip("\t")) for line in lines]
    return newline.join(f"{indentation}{unit * depth}{line[depth:]}" for line, depth in zip(lines, depths, strict=True))


def _line_start(text: bytes, offset: int) -> int:
    return text.rfind(b"\n", 0, offset) + 1


def _indentation_at(text: bytes, node: Node) -> str:
    """The white space at the start of a node's first line."""
    found = _INDENTATION.match(text, _line_start(text, node.start_byte))
    return found.group().decode() if found else ""


def _indentations(text: bytes, block: Node, start: int) -> tuple[str, str]:
    """The indentation of the closing brace, and that of the body: as in its first line, or one more tab."""
    closing = _INDENTATION.match(text, _line_start(text, block.end_byte - 1))
    outer = closing.group() if closing and closing.end() == block.end_byte - 1 else b""
    statements = statements_of(block)
    first = _INDENTATION.match(text, _line_start(text, statements[0].start_byte)) if statements else None
    if first and first.group().startswith(outer) and len(first.group()) > len(outer) and first.end() >= start:
        return outer.decode(), first.group().decode()
    return outer.decode(), outer.decode() + "\t"
