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

from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orchestrion_py.weaving.edits import Run

_BOM = b"\xef\xbb\xbf"
_TO_GENERATED = b"/*line <generated>:1:1*/"
# Text in which a directive does not count: strings and other comments.
_TOKEN = re.compile(rb"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_DIRECTIVE = re.compile(rb"//line (.*?)\r?|/\*line (.*)\*/", re.DOTALL)
# The compiler's largest line and column (cmd/compile/internal/syntax, PosMax), and the numbers that it can read.
_MOST = 1 << 30
_READABLE = 1 << 64
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class _Base:
    """From `offset` on, the position is `line` of `file`; `column` is None if the directive has none.

    The comment of the directive begins at `comment`. The compiler counts lines from there, so a comment of several lines adds
    its line breaks to the line that it names, and its column means nothing.
    """

    offset: int
    file: bytes
    line: int
    column: int | None
    comment: int


class Positions:
    """Maps offsets of one original file to the positions that plain compilation would report.

    `rename` maps a file to its name in directives.
    """

    def __init__(self, path: str, text: bytes, rename: Callable[[str], str] = str) -> None:
        # Not a list: a file may have hundreds of thousands of lines, and this is made twice for each.
        self._newlines = array("Q", (match.start() for match in re.finditer(rb"\n", text)))
        self._bases = list(_bases(_bytes(path), text))
        self._offsets = [base.offset for base in self._bases]
        self._path = path
        self._rename = rename

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column in the file itself, both from 1, columns in bytes."""
        line = bisect_right(self._newlines, offset - 1)
        start = self._newlines[line - 1] + 1 if line else 0
        return line + 1, offset - start + 1

    def directive(self, offset: int) -> bytes:
        """The comment that brings the compiler back to the position of an offset. Raises WeaveError if no comment can."""
        base = self._bases[bisect_right(self._offsets, offset) - 1]
        base_line, base_start = self.line_column(base.offset)
        line, column = self.line_column(offset)
        if base.column is not None and line == base_line:
            column = base.column + column - base_start
        reported = base.line + line - base_line
        if max(reported, column) > _MOST:
            why = f"the compiler accepts no line or column above {_MOST:,}"
            raise self._impossible(base, why, "use a smaller number in the directive")
        place = b"%s:%d" % (self._name(base), reported)
        if base.column is None:
            return b"/*line %s*/" % place
        # With a column, an empty name would mean the previous name. This returns to a file without a name.
        nameless = b"" if base.file else b"/*line :1*/"
        return b"%s/*line %s:%d*/" % (nameless, place, column)

    def first_line(self, column: int) -> bytes:
        """The line in front of the whole file that names it; the text begins at `column`."""
        return b"//line %s:1:%d\n" % (self._name(self._bases[0]), column)

    def _name(self, base: _Base) -> bytes:
        name = _bytes(self._rename(_text(base.file)))
        if not _fits_into_comment(name):
            hint = (
                "rename the file that the directive names"
                if base.comment < base.offset
                else "rename the folder or the file"
            )
            raise self._impossible(base, f"no comment can hold the file name {_text(base.file)!r}", hint)
        return name

    def _impossible(self, base: _Base, why: str, hint: str) -> WeaveError:
        line, column = self.line_column(base.comment)
        what = "this line directive" if base.comment < base.offset else "this file"
        return WeaveError(f"{self._path}:{line}:{column}: cannot keep the positions of {what}: {why}", hint)


def needs_placeholder(name: str) -> bool:
    """Whether no line directive can have this file name: it would end the comment, or it is not what Go source may hold."""
    return not _fits_into_comment(_bytes(name))


def readable_name(name: str) -> str:
    """The name of a file in line directives for people, who need no exact one where the compiler gets a placeholder."""
    return "<file>" if needs_placeholder(name) else name


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _fits_into_comment(name: bytes) -> bool:
    # The compiler refuses a file with a NUL, woven or not.
    if b"\0" in name:
        return True
    if b"*/" in name or b"\n" in name or _BOM in name:
        return False
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _bases(path: bytes, text: bytes) -> Iterable[_Base]:
    yield _Base(0, path, 1, 1, 0)
    if b"//line " not in text and b"/*line " not in text:
        return
    file = path
    for token in _TOKEN.finditer(text):
        directive = _DIRECTIVE.fullmatch(token.group())
        if directive is None or not _counts(token, text):
            continue
        is_line = directive.group(1) is not None
        numbers = _numbers(directive.group(1 if is_line else 2))
        if numbers is None:
            continue
        name, line, column = numbers
        # An empty name keeps the file of the previous directive, but only with a column.
        file = name if name or column is None else file
        # The newline belongs to a line comment.
        end = min(token.end() + is_line, len(text))
        breaks = token.group().count(b"\n")
        if breaks and column is not None:
            column = end - text.rindex(b"\n", 0, end)
        yield _Base(end, file, line + breaks, column, token.start())


def _numbers(text: bytes) -> tuple[bytes, int, int | None] | None:
    """File, line and column of a directive, or None if it is not one (cmd/compile/internal/syntax, updateBase)."""
    name, last = _last_number(text)
    if last is None:
        return None
    file, line = _last_number(name)
    return (name, last, None) if line is None else (file, line, last)


def _last_number(text: bytes) -> tuple[bytes, int | None]:
    name, colon, digits = text.rpartition(b":")
    if not colon or not digits.isdigit() or len(digits.lstrip(b"0")) > _LONGEST_NUMBER:
        return text, None
    number = int(digits)
    return (name, number) if number < _READABLE else (text, None)


def _counts(comment: re.Match[bytes], text: bytes) -> bool:
    """A line comment counts only at the start of its line, a general one anywhere."""
    start = comment.start()
    return text[start + 1 : start + 2] == b"*" or start == 0 or text[start - 1 : start] == b"\n"


def with_positions(path: str, text: bytes, runs: Iterable[Run], rename: Callable[[str], str] = readable_name) -> bytes:
    """Join runs to the text of a Go file in which every original byte keeps its position.

    The file gets a new first line, so that it may be stored anywhere. A byte order mark is legal only at the very start, so a
    space replaces it, and the columns of its line stay. `rename` maps a file to its name in directives.

    Raises WeaveError if there is no directive for a position.
    """
    positions = Positions(path, text, rename)
    marked = text.startswith(_BOM)
    out = BytesIO()
    # With a space, because a line directive behind a byte order mark does not count, and would at the start of a line.
    out.write(positions.first_line(len(_BOM)) + b" " if marked else positions.first_line(1))
    last, end, in_original = b"", 0, True
    for run in runs:
        if run.start is None:
            out.writelines(_injected(run.text, last) if in_original else (run.text,))
            last, in_original = run.text, False
            continue
        if not in_original or run.start != end:
            out.writelines((_gap(last), positions.directive(run.start), _line_break(run.start, text)))
        last, end, in_original = run.text, run.start + len(run.text), True
        out.write(last[len(_BOM) :] if marked and run.start == 0 else last)
    return out.getvalue()


def _line_break(offset: int, text: bytes) -> bytes:
    """A line directive counts only at the start of a line. There, the line break in front of it does not change the tokens."""
    starts_line = offset == 0 or text[offset - 1 : offset] == b"\n"
    return b"\n" if starts_line and text.startswith(b"//line ", offset) else b""


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
