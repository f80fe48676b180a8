"""Line directives that keep every line of the original where it was, for those who ask for them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.weaving.edits import Run


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of woven text; `offset` is where its first original byte stood, None where it is new."""

    text: bytes
    offset: int | None


def with_line_directives(original: bytes, runs: Iterable[Run], quiet_until: int) -> bytes:
    """Join runs, with a `//line` in front of each original line that is no longer where it was.

    Without a name, such a comment keeps the file's own, with its folder as the compiler knows it; a column must then be given.
    The compiler takes it at the start of a line, and gofmt leaves it there. None stands before the offset
    `quiet_until`, where imports end: nothing can panic there.
    """
    newlines = [index for index, byte in enumerate(original) if byte == ord("\n")]
    newline = b"\r\n" if b"\r\n" in original else b"\n"
    parts: list[bytes] = []
    said = 1
    for line in _lines(runs):
        if line.offset is not None and line.offset >= quiet_until:
            real = bisect_right(newlines, line.offset - 1) + 1
            if real != said:
                # gofmt parts a comment from what is declared above it.
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
                # A blank line of the original counts as well: better in front of it than in front of a comment that documents.
                start = cursor - len(text) if cursor is not None and is_original and offset is None else offset
                yield _Line(text, start)
                text, offset, is_original = b"", None, True
    if text:
        yield _Line(text, offset)


def _split(text: bytes) -> list[bytes]:
    *lines, rest = text.split(b"\n")
    return [line + b"\n" for line in lines] + ([rest] if rest else [])
