"""Globs over import paths: path.Match of Go, and `**` for any number of path elements."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass


@functools.lru_cache(maxsize=256)
def matches(pattern: str, path: str) -> bool:
    """Whether a glob matches an import path; a malformed glob matches none."""
    if pattern == "*":
        return True
    if "**" not in pattern:
        return _element_matches(pattern, path)
    return _elements_match(tuple(_split(pattern)), tuple(path.split("/")))


def _split(pattern: str) -> list[str]:
    """The elements of a pattern, with `**` as an element of its own: `a**b` becomes `a*`, `**`, `*b`."""
    elements: list[str] = []
    for element in pattern.split("/"):
        parts = element.split("**")
        if len(parts) == 1 or element == "**":
            elements.append(element)
            continue
        for index, part in enumerate(parts):
            if index:
                elements.append("**")
            decorated = ("*" if index and part else "") + part + ("*" if part and index < len(parts) - 1 else "")
            if decorated:
                elements.append(decorated)
    return elements


@functools.lru_cache(maxsize=1024)
def _elements_match(patterns: tuple[str, ...], elements: tuple[str, ...]) -> bool:
    if not patterns:
        return not elements
    if patterns[0] == "**":
        return _elements_match(patterns[1:], elements) or (bool(elements) and _elements_match(patterns, elements[1:]))
    return bool(elements) and _element_matches(patterns[0], elements[0]) and _elements_match(patterns[1:], elements[1:])


def malformed(pattern: str) -> str | None:
    """Why Go's path.Match rejects a pattern, or which part of it can match nothing; None without a fault."""
    try:
        parts = _parts(pattern)
    except _GlobError as error:
        return str(error)
    ranges = (each for part in parts if isinstance(part, _Class) for each in part.ranges)
    return next((f"the range {low}-{high} runs backwards" for low, high in ranges if high < low), None)


class _GlobError(ValueError):
    """Why a pattern is malformed."""


@dataclass(frozen=True, slots=True)
class _Class:
    """`[a-z]`: ranges of characters, each from one to another."""

    is_negated: bool
    ranges: tuple[tuple[str, str], ...]

    def expression(self) -> str:
        """The class as a regular expression; a range that runs backwards is empty."""
        ranges = "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in self.ranges if low <= high)
        if ranges:
            return f"[{'^' if self.is_negated else ''}{ranges}]"
        return "." if self.is_negated else "(?!)"


def _element_matches(pattern: str, text: str) -> bool:
    expression = _translated(pattern)
    return expression is not None and expression.fullmatch(text) is not None


@functools.lru_cache(maxsize=256)
def _translated(pattern: str) -> re.Pattern[str] | None:
    """Go's path.Match as a regular expression, None for a malformed pattern."""
    try:
        parts = _parts(pattern)
    except _GlobError:
        return None
    return re.compile("".join(each.expression() if isinstance(each, _Class) else each for each in parts), re.DOTALL)


def _parts(pattern: str) -> list[str | _Class]:
    """Classes, and regular expressions of the text between them.

    `*` and `?` stop at a slash; a class does not, and negates with `^`.
    """
    parts: list[str | _Class] = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        index += 1
        if char == "*":
            parts.append("[^/]*")
        elif char == "?":
            parts.append("[^/]")
        elif char == "[":
            found, index = _class(pattern, index)
            parts.append(found)
        else:
            if char == "\\":
                char, index = pattern[index : index + 1], index + 1
            if not char:
                raise _GlobError("it ends in a backslash")
            parts.append(re.escape(char))
    return parts


def _class(pattern: str, index: int) -> tuple[_Class, int]:
    """Read a character class after its `[`: at least one range, then `]`. Return it and its end."""
    is_negated = pattern.startswith("^", index)
    index += is_negated
    ranges: list[tuple[str, str]] = []
    while not ranges or not pattern.startswith("]", index):
        low, index = _character(pattern, index)
        high = low
        if pattern.startswith("-", index):
            high, index = _character(pattern, index + 1)
        ranges.append((low, high))
    return _Class(is_negated, tuple(ranges)), index + 1


def _character(pattern: str, index: int) -> tuple[str, int]:
    """Read one character of a class. Return it and its end."""
    at = index + pattern.startswith("\\", index)
    found = pattern[at : at + 1]
    if not found or pattern.startswith(("-", "]"), index):
        raise _GlobError("a character class is not closed, or empty")
    return found, at + 1
