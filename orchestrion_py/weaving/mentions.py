"""Which names a range of a file mentions, from its text: comments and strings are blanked once per file."""

from __future__ import annotations

import re

# Text that is not code: comments, strings, runes.
_NO_CODE = re.compile(rb"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)


class Mentions:
    """The code of one file. A name after a dot is a field or method, not a mention of the name."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._blanked: bytes | None = None

    def code(self) -> bytes:
        """The file with blanks instead of everything that is not code, at the same offsets."""
        if self._blanked is None:
            self._blanked = _NO_CODE.sub(lambda match: b" " * len(match.group()), self._text)
        return self._blanked

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether the code between two offsets mentions a name."""
        return _mention(name).search(self.code(), start, end) is not None

    def has_method(self, name: str, methods: str, start: int, end: int) -> bool:
        """Whether the code between two offsets selects one of `methods`, `A|B`, from a name."""
        pattern = rb"(?<![\w.])%s\s*\.\s*(?:%s)\b" % (re.escape(name.encode()), methods.encode())
        return re.compile(pattern).search(self.code(), start, end) is not None


def _mention(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![\w.])%s(?!\w)" % re.escape(name.encode("utf-8", "surrogateescape")))
