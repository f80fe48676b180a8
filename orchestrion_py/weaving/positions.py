"""Where every byte of a file stands for the compiler, and the line directives that keep it there after weaving.

The compiler takes positions from `//line` and `/*line*/` comments (see cmd/compile's documentation):
injected code is said to stand in `<generated>`, and each return to original text names its exact file, line and column.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orchestrion_py.weaving.edits import Run

_BOM = b"\xef\xbb\xbf"
_TO_GENERATED = b"/*line <generated>:1:1*/"
# A line comment counts only at the start of its line, a block comment anywhere.
_DIRECTIVE = re.compile(rb"^//line ([^\r\n]*)|/\*line ((?:[^*\r\n]|\*(?!/))*)\*/", re.MULTILINE)
_NUMBERS = re.compile(rb"^(.*?):(\d+)(?::(\d+))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Base:
    """From `offset` on, text is said to stand at `line` of `file`; `column` is None where the directive gave none."""

    offset: int
    file: bytes
    line: int
    column: int | None


class Positions:
    """Maps offsets of one original file to the positions that plain compilation would report."""

    def __init__(self, path: str, text: bytes, rename: Callable[[str], str] = str) -> None:
        # Not a list: a file may have hundreds of thousands of lines, and this is made twice for each.
        self._newlines = array("Q", (match.start() for match in re.finditer(rb"\n", text)))
        self._bases = list(_bases(path.encode("utf-8", "surrogateescape"), text))
        self._offsets = [base.offset for base in self._bases]
        self._rename = rename

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column in the file itself, both from 1, columns in bytes."""
        line = bisect_right(self._newlines, offset - 1)
        start = self._newlines[line - 1] + 1 if line else 0
        return line + 1, offset - start + 1

    def directive(self, offset: int) -> bytes:
        """The comment that brings the compiler back to the position of an offset."""
        base = self._bases[bisect_right(self._offsets, offset) - 1]
        base_line, base_start = self.line_column(base.offset)
        line, column = self.line_column(offset)
        reported = b"%s:%d" % (self.name(base.file), base.line + line - base_line)
        if base.column is None:
            return b"/*line %s*/" % reported
        if line == base_line:
            column = base.column + column - base_start
        return b"/*line %s:%d*/" % (reported, column)

    def name(self, file: bytes) -> bytes:
        """What directives call a file."""
        return self._rename(file.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _bases(path: bytes, text: bytes) -> Iterable[_Base]:
    yield _Base(0, path, 1, 1)
    if b"line " not in text:
        return
    file = path
    for match in _DIRECTIVE.finditer(text):
        body = match.group(1) if match.group(1) is not None else match.group(2)
        numbers = _NUMBERS.match(body.rstrip())
        if numbers is None:
            continue
        name, first, second = numbers.group(1), int(numbers.group(2)), numbers.group(3)
        # An empty name keeps the file of the directive before, but only where a column is given as well.
        file = name if name or second is None else file
        end = match.end()
        if match.group(1) is not None:
            newline = text.find(b"\n", end)
            end = len(text) if newline < 0 else newline + 1
        yield _Base(end, file, first, int(second) if second is not None else None)


def with_positions(path: str, text: bytes, runs: list[Run], rename: Callable[[str], str] = str) -> bytes:
    """Join runs to the text of a Go file in which every original byte keeps its position.

    The file gets a first line of its own, so that it may lie anywhere; a byte order mark, which is legal only at the very
    start, is dropped, and the columns of its line are kept. `rename` says what directives call a file.
    """
    positions = Positions(path, text, rename)
    start = len(_BOM) if text.startswith(_BOM) else 0
    out = [b"//line %s:1:%d\n" % (positions.name(path.encode("utf-8", "surrogateescape")), start + 1)]
    in_original = True
    for run in runs:
        if run.start is None:
            if in_original:
                out.append(_TO_GENERATED)
            out.append(run.text)
            in_original = False
        else:
            skip = start if run.start == 0 else 0
            if not in_original:
                out.append(positions.directive(run.start))
            out.append(run.text[skip:])
            in_original = True
    return b"".join(out)
