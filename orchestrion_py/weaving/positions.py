"""The position that the compiler gives to every byte of a file, and the line directives that keep it after weaving.

The compiler takes positions from `//line` and `/*line*/` comments (see cmd/compile's documentation):
injected code gets the file `<generated>`, and each return to original text names its exact file, line and column.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orchestrion_py.weaving.edits import Run

_BOM = b"\xef\xbb\xbf"
_TO_GENERATED = b"/*line <generated>:1:1*/"
# Text in which a directive does not count: strings and other comments.
_TOKEN = re.compile(rb"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_DIRECTIVE = re.compile(rb"//line (.*?)\r?|/\*line (.*)\*/", re.DOTALL)
_NUMBERS = re.compile(rb"(.*?):(\d+)(?::(\d+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Base:
    """From `offset` on, the position is `line` of `file`; `column` is None if the directive has none."""

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
        # With a column, an empty name would mean the previous name. This returns to a file without a name.
        nameless = b"" if base.file else b"/*line :1*/"
        return b"%s/*line %s:%d*/" % (nameless, reported, column)

    def name(self, file: bytes) -> bytes:
        """The name of a file in directives."""
        return self._rename(file.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _bases(path: bytes, text: bytes) -> Iterable[_Base]:
    yield _Base(0, path, 1, 1)
    if b"//line " not in text and b"/*line " not in text:
        return
    file = path
    for token in _TOKEN.finditer(text):
        directive = _DIRECTIVE.fullmatch(token.group())
        if directive is None or not _counts(token, text):
            continue
        is_line = directive.group(1) is not None
        numbers = _NUMBERS.fullmatch(directive.group(1 if is_line else 2))
        if numbers is None:
            continue
        name, first, second = numbers.group(1), int(numbers.group(2)), numbers.group(3)
        # An empty name keeps the file of the previous directive, but only with a column.
        file = name if name or second is None else file
        # The newline belongs to a line comment.
        end = min(token.end() + is_line, len(text))
        yield _Base(end, file, first, int(second) if second is not None else None)


def _counts(comment: re.Match[bytes], text: bytes) -> bool:
    """A line comment counts only at the start of its line, a general one anywhere."""
    start = comment.start()
    return text[start + 1 : start + 2] == b"*" or start == 0 or text[start - 1 : start] == b"\n"


def with_positions(path: str, text: bytes, runs: Iterable[Run], rename: Callable[[str], str] = str) -> bytes:
    """Join runs to the text of a Go file in which every original byte keeps its position.

    The file gets a new first line, so that it may be stored anywhere. A byte order mark is legal only at the very start, so it is
    dropped; the columns of its line stay. `rename` maps a file to its name in directives.
    """
    positions = Positions(path, text, rename)
    start = len(_BOM) if text.startswith(_BOM) else 0
    out = BytesIO()
    out.write(b"//line %s:1:%d\n" % (positions.name(path.encode("utf-8", "surrogateescape")), start + 1))
    last, in_original = b"", True
    for run in runs:
        if run.start is None:
            out.writelines(_injected(run.text, last) if in_original else (run.text,))
            last, in_original = run.text, False
        else:
            if not in_original:
                out.writelines((_gap(last), positions.directive(run.start)))
            last, in_original = run.text[start if run.start == 0 else 0 :], True
            out.write(last)
    return out.getvalue()


def _injected(text: bytes, before: bytes) -> tuple[bytes, ...]:
    """Injected text after its directive, which must not become part of a comment in front of it.

    The text keeps its newline, since a `//go:` comment counts only at the start of a line.
    """
    if text.startswith(b"\n"):
        return b"\n", _TO_GENERATED, text
    return _gap(before), _TO_GENERATED, text


def _gap(before: bytes) -> bytes:
    """A division and the beginning of a comment would make another comment."""
    return b" " if before.endswith(b"/") else b""
