"""Line directives that keep the line number of every original line, on request."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.weaving.edits import Run


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of woven text; `offset` is the original offset of its first original byte, None if the line is new."""

    text: bytes
    offset: int | None


def with_line_directives(original: bytes, runs: Iterable[Run], quiet_until: int) -> bytes:
    """Join runs, with a `//line` in front of each original line whose number changed.

    Without a name, the comment keeps the name of the file, with its folder as the compiler knows it; it then needs a column.
    The compiler reads it at the start of a line, and gofmt leaves it there. There are none before the offset `quiet_until`, the
    end of the imports: nothing can panic there.
    """
    newlines = [index for index, byte in enumerate(original) if byte == ord("\n")]
    newline = b"\r\n" if b"\r\n" in original else b"\n"
    parts: list[bytes] = []
    said = 1
    for line in _lines(runs):
        if line.offset is not None and line.offset >= quiet_until:
            real = bisect_right(newlines, line.offset - 1) + 1
            if real != said:
                # gofmt separates a comment from the declaration above it.
                gap = b"" if line.text.strip() else newline
                parts.append(gap + b"//line :%d:1" % real + newline)
                said = real
        parts.append(line.text)
        said += 1
    return b"".join(parts)


def _lines(runs: Iterable[Run]) -> Iterator[_Line]:
    text, offset, is_original = b"", None, True
    for run in runs:
        cursor = run.start
        for piece in _split(run.text):
            if cursor is not None and offset is None and piece.strip():
                offset = cursor + len(piece) - len(piece.lstrip())
            is_original = is_original and cursor is not None
            text += piece
            if cursor is not None:
                cursor += len(piece)
            if text.endswith(b"\n"):
                # An original blank line counts as well: the directive is better before it than before a doc comment.
                start = cursor - len(text) if cursor is not None and is_original and offset is None else offset
                yield _Line(text, start)
                text, offset, is_original = b"", None, True
    if text:
        yield _Line(text, offset)


def _split(text: bytes) -> list[bytes]:
    *lines, rest = text.split(b"\n")
    return [line + b"\n" for line in lines] + ([rest] if rest else [])
