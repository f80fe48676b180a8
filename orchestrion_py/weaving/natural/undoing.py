"""The way back: removes woven code, and keeps the rest of the file byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.weaving.natural.prologue_layout import opening_ends, statements_of
from orchestrion_py.weaving.natural.recognising import recognised, settings_of_any
from orchestrion_py.weaving.natural.rewriting import Rewritten
from orchestrion_py.weaving.natural.signatures import NOTE, Change, restored
from orchestrion_py.weaving.natural.unimporting import removed_imports
from orchestrion_py.weaving.package import Source
from orchestrion_py.weaving.syntax import nodes_of_kinds, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.natural.recognising import Prologue, Recognised
    from orchestrion_py.weaving.natural.rewriting import Surroundings
    from orchestrion_py.weaving.walk import Aspect

_BLANK_LINE = re.compile(rb"[ \t]*\r?\n")
# gofmt's limits for a body on one line, with twice its length for people who do not use gofmt.
_MOST_STATEMENTS, _LONGEST = 5, 200


@dataclass(frozen=True, slots=True)
class _Cut:
    """A prologue as lines: the start of its first line, the end of its last, and the note about its signature."""

    prologue: Prologue
    start: int
    end: int
    note: str | None


def undone(source: Source, aspects: Sequence[Aspect], around: Surroundings) -> Rewritten:
    """Remove from a file what aspects have woven into it. Raises WeaveError if it is not Go."""
    around = replace(around, settings=settings_of_any(around.settings))
    text = _without_line_directives(source)
    functions = 0
    is_joined = False
    while True:
        once = _undone_once(Source(source.path, text), aspects, around)
        if once is None:
            break
        text, count, joined, may_hold_more = once
        functions, is_joined = functions + count, is_joined or joined
        if not may_hold_more:
            break
    if not functions:
        return Rewritten(source.text)
    return Rewritten(text, functions, (), may_need_format=is_joined)


def _undone_once(
    source: Source, aspects: Sequence[Aspect], around: Surroundings
) -> tuple[bytes, int, bool, bool] | None:
    """One round. A body that will be joined to one line waits until nothing inside it has to be undone."""
    if not any(aspect.join_point.may_match_file(source.text) for aspect in aspects):
        return None
    found = recognised(source, aspects, around)
    cuts = [cut for prologue in found.prologues if (cut := _cut(source.text, prologue)) is not None]
    if not cuts:
        return None
    ready = [cut for cut in cuts if _keeps_lines(source.text, cut) or not _holds_another(cut, cuts)]
    changes: list[Change] = []
    is_joined = False
    for cut in ready:
        function = cut.prologue.block.parent
        body = _of_body(source.text, cut)
        is_joined = is_joined or not _keeps_lines(source.text, cut)
        changes += body
        if function is not None:
            changes += restored(function, cut.note, found.file.mentions, cut.end)
    changes += _imports(found, ready)
    text = _applied(source.text, changes)
    may_hold_more = len(ready) < len(found.prologues) or _names_any(text, found.paths)
    return text, len(ready), is_joined, may_hold_more


def _names_any(text: bytes, paths: Iterable[str]) -> bool:
    """Whether a file may use packages of woven code. Standard packages prove nothing, so without other packages it may."""
    others = [path for path in paths if "." in path.partition("/")[0]]
    return not others or any(f'"{path}"'.encode() in text for path in others)


def _cut(text: bytes, prologue: Prologue) -> _Cut | None:
    """The lines of a prologue; None if other code shares them, or a comment is among them."""
    first, last = prologue.statements[0], prologue.statements[-1]
    comments = [
        comment for comment in nodes_of_kinds(prologue.block, ("comment",)) if comment.start_byte < last.end_byte
    ]
    note = next((each for each in comments if _ends_in_front_of(text, each, first)), None)
    if any(comment.start_byte > first.start_byte for comment in comments):
        return None
    start = text.rfind(b"\n", 0, (note or first).start_byte) + 1
    rest = _BLANK_LINE.match(text, last.end_byte)
    if text[start : (note or first).start_byte].strip() or rest is None:
        return None
    written = text_of(note).removeprefix(NOTE).rstrip("\r\n") if note is not None else None
    return _Cut(prologue, start, rest.end(), written)


def _ends_in_front_of(text: bytes, comment: Node, statement: Node) -> bool:
    is_note = text_of(comment).startswith(NOTE)
    return (
        is_note
        and comment.end_byte <= statement.start_byte
        and not text[comment.end_byte : statement.start_byte].strip()
    )


def _keeps_lines(text: bytes, cut: _Cut) -> bool:
    """Whether a blank line separates the prologue from the body, whose lines then were its own."""
    return _BLANK_LINE.match(text, cut.end) is not None


def _holds_another(cut: _Cut, cuts: Iterable[_Cut]) -> bool:
    block = cut.prologue.block
    return any(block.start_byte < each.start and each.end < block.end_byte for each in cuts if each is not cut)


def _of_body(text: bytes, cut: _Cut) -> list[Change]:
    blank = _BLANK_LINE.match(text, cut.end)
    if blank is not None:
        return [Change(cut.start, blank.end(), b"")]
    block = cut.prologue.block
    opening, closing = block.start_byte + 1, block.end_byte - 1
    if opening_ends(text, block) is None or text[opening : cut.start].strip():
        return [Change(cut.start, cut.end, b"")]
    left = statements_of(block)[len(cut.prologue.statements) :]
    inner = text[cut.end : closing].strip()
    if not inner:
        return [Change(opening, closing, b"")]
    if text[text.rfind(b"\n", 0, closing) + 1 : closing].strip():
        return [Change(opening, cut.end, b"")]  # the statements are where they were after the brace
    if not left and inner.startswith(b"/*") and b"\n" not in inner:
        return [Change(opening, closing, b" " + inner + b" ")]
    return _joined(text, block, cut, left) or [Change(cut.start, cut.end, b"")]


def _joined(text: bytes, block: Node, cut: _Cut, left: Sequence[Node]) -> list[Change]:
    """Join the statements after a prologue to one line again; no changes if gofmt would not keep such a line."""
    opening, closing = block.start_byte + 1, block.end_byte - 1
    edges = [cut.end, *(each.end_byte for each in left)]
    starts = [*(each.start_byte for each in left), closing]
    gaps = [(end, start) for end, start in zip(edges, starts, strict=True)]
    length = sum(each.end_byte - each.start_byte + 2 for each in left)
    has_lines = any(b"\n" in text[each.start_byte : each.end_byte] for each in left)
    parts = [_gap(text[end:start]) for end, start in gaps]
    if has_lines or length > _LONGEST or len(left) > _MOST_STATEMENTS or None in parts:
        return []
    first, *between, last = [part or b"" for part in parts]
    changes = [Change(opening, gaps[0][1], b" " + first)]
    changes += [Change(*gap, b"; " + part) for gap, part in zip(gaps[1:-1], between, strict=True)]
    return [*changes, Change(*gaps[-1], (b" " + last.rstrip() if last else b"") + b" ")]


def _gap(text: bytes) -> bytes | None:
    """The comment between two statements with a space, if it fits on a line with both; None if it does not fit."""
    inner = text.strip()
    if not inner:
        return b""
    if b"//" in inner or b"\n" in inner or b"\n" in text.strip(b" \t").removeprefix(inner).strip(b"\r\n \t"):
        return None
    return inner + b" "


def _imports(found: Recognised, cuts: Sequence[_Cut]) -> list[Change]:
    """The changes that remove the imports which only the removed lines use."""
    code = bytearray(found.file.mentions.code())
    lost = b"".join(bytes(code[cut.start : cut.end]) for cut in cuts)
    for cut in cuts:
        code[cut.start : cut.end] = b" " * (cut.end - cut.start)
    unused = [
        spec
        for spec in found.file.imports.specs
        if spec.path in found.paths and _uses(lost, spec.name) and not _uses(bytes(code), spec.name)
    ]
    return removed_imports(found.file.root, found.file.source.text, {spec.node.start_byte for spec in unused})


def _uses(code: bytes, name: str) -> bool:
    return re.search(rb"(?<![\w.])%s\s*\." % re.escape(name.encode()), code) is not None


def _without_line_directives(source: Source) -> bytes:
    # A directive in front of a blank line follows another blank line.
    apart = re.sub(rb"^\r?\n//line :\d+:1\r?\n(?=\r?\n)", b"", source.text, flags=re.MULTILINE)
    return re.sub(rb"^//line :\d+:1\r?\n", b"", apart, flags=re.MULTILINE)


def _applied(text: bytes, changes: Iterable[Change]) -> bytes:
    parts = []
    cursor = 0
    for change in sorted(changes, key=lambda each: (each.start, each.end)):
        parts += [text[cursor : change.start], change.text]
        cursor = change.end
    return b"".join([*parts, text[cursor:]])
