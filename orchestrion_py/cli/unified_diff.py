"""Unified diffs of bytes that `patch` and `git apply` accept, with optional colours."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Opcode = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]

_RESET = b"\x1b[0m"
# The prefix of a line and its style, the longest prefix first: bold, bold, cyan, green, red.
_STYLES = (
    (b"+++ ", b"\x1b[1m"),
    (b"--- ", b"\x1b[1m"),
    (b"@@ ", b"\x1b[36m"),
    (b"+", b"\x1b[32m"),
    (b"-", b"\x1b[31m"),
)
_CONTEXT = 3
# Woven text is the original with splices, so after each splice both texts soon agree again.
# They agree where this many lines are equal, or one line of at least this many letters.
_EQUAL_LINES = 3
_DISTINCT_LETTERS = 6
# How many lines ahead to look before difflib takes over.
_FARTHEST = 300


def unified(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield the lines of the diff between two contents of a file, each with its newline. No byte is decoded."""
    name = _quoted(path)
    old, new = _lines(before), _lines(after)
    groups = _Splices(old, new).get_grouped_opcodes(_CONTEXT)
    for number, group in enumerate(groups):
        if not number:
            yield from (b"--- " + name + b"\n", b"+++ " + name + b"\n")
        yield _heading(group[0], group[-1])
        for kind, old_start, old_end, new_start, new_end in group:
            if kind == "equal":
                yield from map(_line, b" " * (old_end - old_start), old[old_start:old_end])
                continue
            yield from map(_line, b"-" * (old_end - old_start), old[old_start:old_end])
            yield from map(_line, b"+" * (new_end - new_start), new[new_start:new_end])


def hunks(path: str, before: bytes, after: bytes, first: int, last: int) -> Iterator[bytes]:
    """Yield the header and the hunks of a diff that change the lines from `first` to `last`; all of them if `first` is zero."""
    lines = list(unified(path, before, after))
    starts = [number for number, line in enumerate(lines) if line.startswith(b"@@ ")]
    chosen = [
        lines[start:end]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
        if not first or _touches(lines[start:end], first, last)
    ]
    if chosen:
        yield from lines[:2]
    yield from (line for hunk in chosen for line in hunk)


def first_changed_line(before: bytes, after: bytes) -> int:
    """Return the line of the old text at which the first change begins."""
    opcodes = _Splices(_lines(before), _lines(after)).get_opcodes()
    return next((start + 1 for kind, start, _, _, _ in opcodes if kind != "equal"), 1)


def _touches(hunk: Sequence[bytes], first: int, last: int) -> bool:
    """Whether a hunk removes or adds something at lines of the old text."""
    line = int(hunk[0].split()[1].lstrip(b"-").partition(b",")[0])
    for each in hunk[1:]:
        if each[:1] in (b"-", b"+") and first <= line <= last + 1:
            return True
        line += each[:1] in (b"-", b" ")
    return False


def coloured(line: bytes, *, is_header: bool = False) -> bytes:
    """Return a line of a diff in its colour."""
    style = next((style for start, style in (_STYLES if is_header else _STYLES[2:]) if line.startswith(start)), b"")
    return style + line.removesuffix(b"\n") + _RESET + b"\n" if style else line


class _Splices(difflib.SequenceMatcher[bytes]):
    """A matcher that takes linear time for spliced text; difflib's own takes half a minute for eight megabytes."""

    def __init__(self, old: Sequence[bytes], new: Sequence[bytes]) -> None:
        # The base class gets no text, so it builds no index: get_opcodes below does not use one.
        super().__init__(a=(), b=())
        self._old, self._new = old, new

    def get_opcodes(self) -> list[Opcode]:
        found: list[Opcode] = []
        old, new = self._old, self._new
        i = j = 0
        while i < len(old) or j < len(new):
            start = i
            while i < len(old) and j < len(new) and old[i] == new[j]:
                i, j = i + 1, j + 1
            if i > start:
                found.append(("equal", start, i, j - (i - start), j))
            if i == len(old) and j == len(new):
                break
            old_skip, new_skip = self._until_equal(i, j)
            found.append(("replace", i, i + old_skip, j, j + new_skip))
            i, j = i + old_skip, j + new_skip
        return found

    def _until_equal(self, i: int, j: int) -> tuple[int, int]:
        """Return the fewest lines of each text to skip until both agree again."""
        old, new = self._old, self._new
        for distance in range(1, _FARTHEST):
            for gone in range(max(0, distance - len(new) + j), min(distance, len(old) - i) + 1):
                x, y = i + gone, j + distance - gone
                if self._agrees(x, y):
                    return gone, distance - gone
        return self._by_difflib(i, j)

    def _agrees(self, x: int, y: int) -> bool:
        """Return whether both texts agree from here on. One line is enough if it is not short."""
        old, new = self._old, self._new
        if x < len(old) and y < len(new) and old[x] == new[y] and len(old[x].strip()) >= _DISTINCT_LETTERS:
            return True
        return old[x : x + _EQUAL_LINES] == new[y : y + _EQUAL_LINES]

    def _by_difflib(self, i: int, j: int) -> tuple[int, int]:
        match = difflib.SequenceMatcher(None, self._old[i:], self._new[j:]).get_matching_blocks()[0]
        return match.a, match.b


def _heading(first: tuple[str, int, int, int, int], last: tuple[str, int, int, int, int]) -> bytes:
    return f"@@ -{_extent(first[1], last[2])} +{_extent(first[3], last[4])} @@\n".encode()


def _extent(start: int, end: int) -> str:
    """Return a range as patch reads it: first line, counted from one, and length. An empty range has the line before it."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _line(sign: int, line: bytes) -> bytes:
    return bytes([sign]) + (line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")


def _lines(text: bytes) -> list[bytes]:
    """Split at newlines only. bytes.splitlines would also split at a lone carriage return."""
    *lines, rest = text.split(b"\n")
    return [line + b"\n" for line in lines] + ([rest] if rest else [])


def _quoted(path: str) -> bytes:
    """Return a file name for the header: a tab follows a name with spaces, and control characters get C quoting."""
    name = path.encode("utf-8", "surrogateescape")
    if any(byte < 0x20 or byte in b'"\\' for byte in name):
        escaped = b"".join(b"\\%03o" % byte if byte < 0x20 or byte in b'"\\' else bytes([byte]) for byte in name)
        return b'"' + escaped + b'"'
    return name + b"\t" if b" " in name else name
