"""Finds brackets that do not match: the most common slip in a template, which a parser reports somewhere else."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[()\[\]{}]""", re.DOTALL)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def unmatched(text: str) -> tuple[int, str] | None:
    """Return the offset of the first bracket without a partner, and a message; None if all brackets match."""
    opened: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(text):
        bracket = match[0]
        if bracket in _CLOSING:
            opened.append((match.start(), bracket))
        elif bracket in _CLOSING.values():
            if not opened:
                return match.start(), f"`{bracket}` has no opening bracket"
            start, opening = opened.pop()
            if _CLOSING[opening] != bracket:
                line = text.count("\n", 0, start) + 1
                return match.start(), f"`{bracket}` closes the `{opening}` in line {line}"
    if opened:
        return opened[-1][0], f"`{opened[-1][1]}` is never closed"
    return None
