"""Edits to one file: splices in the original bytes, nested like the nodes that they replace.

An edit replaces a range by new text and *original ranges*. An original range keeps the other edits inside it, so wrapping an
outer call keeps the advice of an inner call, whichever came first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Parts = Iterator["Run | _Parts"]

# Many times the need of the largest known file with an edit at every call. Repeating nested nodes doubles the runs each time.
_MOST_RUNS = 2_000_000


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
    """All edits of one range. Replacements nest, each around the previous one; insertions follow each other."""

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
        self._put: dict[int, Pieces] = {}

    def __bool__(self) -> bool:
        return bool(self._spans)

    def replace(self, start: int, end: int, pieces: Pieces) -> None:
        """Replace a range by `pieces`. If the range was replaced before, `pieces` go around that replacement."""
        self._span(start, end).stack.append(pieces)

    def insert(self, offset: int, pieces: Pieces, *, first: bool = False) -> None:
        """Insert `pieces` at an offset, after earlier insertions there, or before them with `first`."""
        stack = self._span(offset, offset).stack
        stack.insert(0 if first else len(stack), pieces)

    def put(self, offset: int, pieces: Pieces) -> None:
        """Insert `pieces` at an offset, replacing what an earlier call put there."""
        stack = self._span(offset, offset).stack
        earlier = self._put.get(offset)
        if earlier is None:
            stack.append(pieces)
        else:
            stack[next(index for index, each in enumerate(stack) if each is earlier)] = pieces
        self._put[offset] = pieces

    def is_replaced(self, start: int, end: int) -> bool:
        """Whether exactly this range was replaced already."""
        return (start, end) in self._spans

    def insert_once(self, offset: int, pieces: Pieces) -> None:
        """Insert `pieces` at an offset, unless the same pieces are there already."""
        if pieces not in self._span(offset, offset).stack:
            self.insert(offset, pieces)

    def dropped(self) -> list[tuple[int, int]]:
        """The ranges of the original file that are missing from the woven one."""
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

    def apply(self, text: bytes) -> Iterator[Run]:
        """The woven file as runs of original and injected text, in order. Raises WeaveError if it would never end."""
        return _in_order(_range(self._nest(len(text)), 0, len(text), text))

    def _span(self, start: int, end: int) -> _Span:
        return self._spans.setdefault((start, end), _Span(start, end))

    def _nest(self, length: int) -> _Span:
        """Attach every span to the smallest one that contains it; an insertion at a border is outside."""
        root = _Span(-1, length + 1)
        open_spans = [root]
        for span in self._spans.values():
            span.children = []
        # An insertion comes first: it does not end a range that starts at its offset.
        for span in sorted(self._spans.values(), key=lambda each: (each.start, not each.is_insertion, -each.end)):
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


def _in_order(parts: _Parts) -> Iterator[Run]:
    """The runs of nested parts, depth first and without recursion: Go nests deeper than Python's stack.

    Raises WeaveError if there are far more than any sensible aspect makes.
    """
    count = 0
    unfinished = [parts]
    while unfinished:
        part = next(unfinished[-1], None)
        if part is None:
            unfinished.pop()
        elif isinstance(part, Run):
            count += 1
            if count > _MOST_RUNS:
                raise WeaveError(
                    "the woven file grows without end: a template repeats a node in which its aspect matches again"
                )
            yield part
        else:
            unfinished.append(part)


def _range(span: _Span, start: int, end: int, text: bytes) -> _Parts:
    """An original range that lies in `span`, with the edits below `span` that it holds."""
    cursor = start
    children = span.children
    for index in range(bisect_left(children, start, key=lambda each: each.start), len(children)):
        child = children[index]
        if child.start > end or child.end > end:
            break
        if child.is_insertion and span.start >= 0 and (child.start in (start, end)):
            continue  # it is beside this range, not inside
        yield from _original(cursor, child.start, text)
        yield _whole_span(child, text)
        cursor = child.end
    yield from _original(cursor, end, text)


def _whole_span(span: _Span, text: bytes) -> _Parts:
    if span.is_insertion:
        for pieces in span.stack:
            yield _pieces(span, 0, pieces, text)
    else:
        yield _stack(span, len(span.stack), text)


def _stack(span: _Span, level: int, text: bytes) -> _Parts:
    """A replaced range up to a level of its stack; level 0 is the original with the edits inside it."""
    if level == 0:
        yield _range(span, span.start, span.end, text)
    else:
        yield _pieces(span, level - 1, span.stack[level - 1], text)


def _pieces(span: _Span, level: int, pieces: Pieces, text: bytes) -> _Parts:
    for piece in pieces:
        if isinstance(piece, str):
            yield Run(piece.encode("utf-8", "surrogateescape"), None)
        elif (piece.start, piece.end) == (span.start, span.end):
            yield _stack(span, level, text)
        else:
            yield _range(_around(span, piece), piece.start, piece.end, text)


def _around(span: _Span, piece: Original) -> _Span:
    """The smallest span, from `span` down, that holds a range and is not the range itself."""
    while True:
        index = bisect_right(span.children, piece.start, key=lambda each: each.start) - 1
        child = span.children[index] if index >= 0 else None
        if child is None or child.end < piece.end or (child.start, child.end) == (piece.start, piece.end):
            return span
        span = child


def _original(start: int, end: int, text: bytes) -> Iterator[Run]:
    if end > start:
        yield Run(text[start:end], start)
