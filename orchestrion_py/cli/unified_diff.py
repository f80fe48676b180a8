"""Unified diffs of bytes, as patch and git apply take them, and the same with colours for a terminal."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Opcode = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]

_RESET = b"\x1b[0m"
# By what a line starts with, the longest first: bold, cyan, green, red.
_STYLES = (
    (b"+++ ", b"\x1b[1m"),
    (b"--- ", b"\x1b[1m"),
    (b"@@ ", b"\x1b[36m"),
    (b"+", b"\x1b[32m"),
    (b"-", b"\x1b[31m"),
)
_CONTEXT = 3
# Woven text is the original with splices: behind one, both go on alike within a few lines, and for this many at least.
_ALIKE = 3
_TELLING = 6
_FARTHEST = 300


def unified(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The lines of a diff between two contents of a file, each with its newline; bytes come out as they are."""
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


def coloured(line: bytes, *, is_header: bool = False) -> bytes:
    """A line of a diff as a terminal shows it best."""
    style = next((style for start, style in (_STYLES if is_header else _STYLES[2:]) if line.startswith(start)), b"")
    return style + line.removesuffix(b"\n") + _RESET + b"\n" if style else line


class _Splices(difflib.SequenceMatcher[bytes]):
    """Finds what differs in time that grows with the text, where difflib's own way takes half a minute for eight megabytes."""

    def __init__(self, old: Sequence[bytes], new: Sequence[bytes]) -> None:
        # Nothing is handed on: the table of lines that would be made of it is never asked.
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
            gone, come = self._until_alike(i, j)
            found.append(("replace", i, i + gone, j, j + come))
            i, j = i + gone, j + come
        return found

    def _until_alike(self, i: int, j: int) -> tuple[int, int]:
        """How many lines of the old and of the new text to pass for the two to go on alike; the fewest."""
        old, new = self._old, self._new
        for distance in range(1, _FARTHEST):
            for gone in range(max(0, distance - len(new) + j), min(distance, len(old) - i) + 1):
                x, y = i + gone, j + distance - gone
                if self._goes_on_alike(x, y):
                    return gone, distance - gone
        return self._by_difflib(i, j)

    def _goes_on_alike(self, x: int, y: int) -> bool:
        """Whether the next lines are the same; of a line that says something, one is enough."""
        old, new = self._old, self._new
        if x < len(old) and y < len(new) and old[x] == new[y] and len(old[x].strip()) >= _TELLING:
            return True
        return old[x : x + _ALIKE] == new[y : y + _ALIKE]

    def _by_difflib(self, i: int, j: int) -> tuple[int, int]:
        match = difflib.SequenceMatcher(None, self._old[i:], self._new[j:]).get_matching_blocks()[0]
        return match.a, match.b


def _heading(first: tuple[str, int, int, int, int], last: tuple[str, int, int, int, int]) -> bytes:
    return f"@@ -{_extent(first[1], last[2])} +{_extent(first[3], last[4])} @@\n".encode()


def _extent(start: int, end: int) -> str:
    """The first line from one and how many there are, as patch reads it: of an empty range, the line before."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _line(sign: int, line: bytes) -> bytes:
    return bytes([sign]) + (line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")


def _lines(text: bytes) -> list[bytes]:
    """Lines end at newlines and nowhere else: bytes.splitlines would cut at a lone carriage return as well."""
    *lines, rest = text.split(b"\n")
    return [line + b"\n" for line in lines] + ([rest] if rest else [])


def _quoted(path: str) -> bytes:
    """A file's name for the header: a tab ends one with spaces, and what would end it otherwise is quoted as C does."""
    name = path.encode("utf-8", "surrogateescape")
    if any(byte < 0x20 or byte in b'"\\' for byte in name):
        escaped = b"".join(b"\\%03o" % byte if byte < 0x20 or byte in b'"\\' else bytes([byte]) for byte in name)
        return b'"' + escaped + b'"'
    return name + b"\t" if b" " in name else name
