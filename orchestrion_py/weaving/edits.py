"""Edits to one file: splices in the original bytes, nested as the nodes are that they replace.

An edit says what stands in the place of a range: new text, and *original ranges*, which carry with them whatever other edits
apply inside. So the advice of an inner call is kept when an outer call is wrapped, in whichever order they were found.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Original:
    """A range of the original file, with every edit that lies inside it applied."""

    start: int
    end: int


Piece = Original | str
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of woven text: `start` is its offset in the original file, or None where it was injected."""

    text: bytes
    start: int | None


@dataclass(slots=True)
class _Span:
    """All edits of one range: replacements stack, each around the one before; insertions stand in a row."""

    start: int
    end: int
    stack: list[Pieces] = field(default_factory=list)
    children: list[_Span] = field(default_factory=list)

    @property
    def is_insertion(self) -> bool:
        return self.start == self.end


class Edits:
    """The edits of one file, collected in any order and applied once."""

    def __init__(self) -> None:
        self._spans: dict[tuple[int, int], _Span] = {}

    def __bool__(self) -> bool:
        return bool(self._spans)

    def replace(self, start: int, end: int, pieces: Pieces) -> None:
        """Put `pieces` in the place of a range; over an earlier replacement of it, they go around that one."""
        self._span(start, end).stack.append(pieces)

    def insert(self, offset: int, pieces: Pieces, *, first: bool = False) -> None:
        """Put `pieces` at an offset: behind what was already inserted there, or, with `first`, in front of it."""
        stack = self._span(offset, offset).stack
        stack.insert(0 if first else len(stack), pieces)

    def dropped(self) -> list[tuple[int, int]]:
        """The ranges of the original file that no longer stand in the woven one."""
        gaps: list[tuple[int, int]] = []
        for span in self._spans.values():
            for pieces in span.stack if not span.is_insertion else ():
                kept = sorted((piece.start, piece.end) for piece in pieces if isinstance(piece, Original))
                cursor = span.start
                for start, end in kept:
                    if start > cursor:
                        gaps.append((cursor, start))
                    cursor = max(cursor, end)
                if cursor < span.end:
                    gaps.append((cursor, span.end))
        return gaps

    def apply(self, text: bytes) -> list[Run]:
        """The woven file as runs of original and injected text, in order."""
        root = self._nest(len(text))
        runs: list[Run] = []
        _emit_range(root, 0, len(text), text, runs)
        return runs

    def _span(self, start: int, end: int) -> _Span:
        return self._spans.setdefault((start, end), _Span(start, end))

    def _nest(self, length: int) -> _Span:
        """Hang every span below the smallest one that holds it; an insertion at a border is outside."""
        root = _Span(-1, length + 1)
        open_spans = [root]
        for span in self._spans.values():
            span.children = []
        for span in sorted(self._spans.values(), key=lambda each: (each.start, -each.end)):
            while not _holds(open_spans[-1], span):
                open_spans.pop()
            open_spans[-1].children.append(span)
            if not span.is_insertion:
                open_spans.append(span)
        for span in (root, *self._spans.values()):
            # An insertion at the start of a replaced range comes before it.
            span.children.sort(key=lambda each: (each.start, each.end))
        return root


def _holds(outer: _Span, inner: _Span) -> bool:
    if inner.is_insertion:
        return outer.start < inner.start < outer.end
    return outer.start <= inner.start and inner.end <= outer.end


def _emit_range(span: _Span, start: int, end: int, text: bytes, runs: list[Run]) -> None:
    """Emit an original range that lies in `span`, with the edits below `span` that it holds."""
    cursor = start
    children = span.children
    for index in range(bisect_left(children, start, key=lambda each: each.start), len(children)):
        child = children[index]
        if child.start > end or child.end > end:
            break
        if child.is_insertion and span.start >= 0 and (child.start in (start, end)):
            continue  # it stands beside this range, not in it
        _emit_original(cursor, child.start, text, runs)
        _emit_span(child, text, runs)
        cursor = child.end
    _emit_original(cursor, end, text, runs)


def _emit_span(span: _Span, text: bytes, runs: list[Run]) -> None:
    if span.is_insertion:
        for pieces in span.stack:
            _emit_pieces(span, 0, pieces, text, runs)
    else:
        _emit_stack(span, len(span.stack), text, runs)


def _emit_stack(span: _Span, level: int, text: bytes, runs: list[Run]) -> None:
    """Emit a replaced range up to a level of its stack; level 0 is the original with the edits inside it."""
    if level == 0:
        _emit_range(span, span.start, span.end, text, runs)
    else:
        _emit_pieces(span, level - 1, span.stack[level - 1], text, runs)


def _emit_pieces(span: _Span, level: int, pieces: Pieces, text: bytes, runs: list[Run]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            runs.append(Run(piece.encode("utf-8", "surrogateescape"), None))
        elif (piece.start, piece.end) == (span.start, span.end):
            _emit_stack(span, level, text, runs)
        else:
            _emit_range(span, piece.start, piece.end, text, runs)


def _emit_original(start: int, end: int, text: bytes, runs: list[Run]) -> None:
    if end > start:
        runs.append(Run(text[start:end], start))
