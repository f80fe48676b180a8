"""The globs of `package-filter`: a malformed one matches nothing, so it is worth a word."""

from __future__ import annotations


def malformed(pattern: str) -> str | None:
    """Why path.Match of Go would refuse a pattern, or None."""
    index = 0
    while index < len(pattern):
        if pattern[index] == "\\":
            if index + 1 == len(pattern):
                return "it ends in a backslash"
            index += 2
        elif pattern[index] == "[":
            problem, index = _class(pattern, index + 1)
            if problem:
                return problem
        else:
            index += 1
    return None


def _class(pattern: str, index: int) -> tuple[str | None, int]:
    """What is wrong with a character class whose `[` is past, and where it ends: at least one range, then `]`."""
    index += pattern.startswith("^", index)
    is_first = True
    while is_first or not pattern.startswith("]", index):
        low, index = _character(pattern, index)
        high = low
        if low and pattern.startswith("-", index):
            high, index = _character(pattern, index + 1)
        if not low or not high:
            return "a character class is not closed, or empty", index
        if high < low:
            return f"the range {low}-{high} runs backwards", index
        is_first = False
    return None, index + 1


def _character(pattern: str, index: int) -> tuple[str, int]:
    """One character of a class, and what follows it; nothing where none can stand, a class that goes on to the end included."""
    if pattern.startswith("\\", index):
        index += 1
    elif pattern[index : index + 1] in ("-", "]"):
        return "", index
    found = pattern[index : index + 1]
    return (found, index + 1) if index + 1 < len(pattern) else ("", index)
