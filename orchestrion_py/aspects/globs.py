"""Globs over import paths: path.Match of Go, and `**` for any number of path elements."""

from __future__ import annotations

import functools
import re


@functools.lru_cache(maxsize=256)
def matches(pattern: str, path: str) -> bool:
    """Whether a glob matches an import path; a malformed one matches none."""
    if pattern == "*":
        return True
    if "**" not in pattern:
        return _element_matches(pattern, path)
    return _elements_match(tuple(_split(pattern)), tuple(path.split("/")))


def _split(pattern: str) -> list[str]:
    """Elements of a pattern, in which `**` stands alone: `a**b` reads `a*`, `**`, `*b`."""
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


def _element_matches(pattern: str, text: str) -> bool:
    expression = _translated(pattern)
    return expression is not None and expression.fullmatch(text) is not None


@functools.lru_cache(maxsize=256)
def _translated(pattern: str) -> re.Pattern[str] | None:
    """Go's path.Match as a regular expression, None for a malformed pattern.

    `*` and `?` stop at a slash; a class does not, and negates with `^`.
    """
    out = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        index += 1
        if char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[":
            found, index = _class(pattern, index)
            if not found:
                return None
            out.append(found)
        else:
            if char == "\\":
                char, index = pattern[index : index + 1], index + 1
            if not char:
                return None
            out.append(re.escape(char))
    return re.compile("".join(out), re.DOTALL)


def _class(pattern: str, index: int) -> tuple[str, int]:
    """A character class whose `[` is past, and where it ends; empty if it is malformed."""
    negated = pattern.startswith("^", index)
    index += negated
    ranges: list[str] = []
    is_first = True
    while is_first or not pattern.startswith("]", index):
        is_first = False
        low, index = _character(pattern, index)
        high = low
        if low and pattern.startswith("-", index):
            high, index = _character(pattern, index + 1)
        if not low or not high:
            return "", index
        if low <= high:  # one that runs backwards holds nothing
            ranges.append(f"{re.escape(low)}-{re.escape(high)}")
    if ranges:
        return f"[{'^' if negated else ''}{''.join(ranges)}]", index + 1
    return "." if negated else "(?!)", index + 1


def _character(pattern: str, index: int) -> tuple[str, int]:
    """One character of a class, and where it ends; empty where none can stand."""
    if pattern.startswith(("-", "]"), index):
        return "", index
    index += pattern.startswith("\\", index)
    return pattern[index : index + 1], index + 1
