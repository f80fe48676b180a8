"""Unified diffs of bytes, as patch and git apply take them, and the same with colours for a terminal."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESET = b"\x1b[0m"
# By what a line starts with, the longest first: bold, cyan, green, red.
_STYLES = (
    (b"+++ ", b"\x1b[1m"),
    (b"--- ", b"\x1b[1m"),
    (b"@@ ", b"\x1b[36m"),
    (b"+", b"\x1b[32m"),
    (b"-", b"\x1b[31m"),
)


def unified(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The lines of a diff between two contents of a file, each with its newline; bytes come out as they are."""
    name = _quoted(path)
    lines = difflib.diff_bytes(difflib.unified_diff, _lines(before), _lines(after), name, name)
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def coloured(line: bytes, *, is_header: bool = False) -> bytes:
    """A line of a diff as a terminal shows it best."""
    style = next((style for start, style in (_STYLES if is_header else _STYLES[2:]) if line.startswith(start)), b"")
    return style + line.removesuffix(b"\n") + _RESET + b"\n" if style else line


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
