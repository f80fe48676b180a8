"""`package-filter`: a glob over import paths, or over the paths inside the main module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import clues
from orchestrion_py.aspects.whole_package import WholePackage

if TYPE_CHECKING:
    from orchestrion_py.aspects.clues import Clues
    from orchestrion_py.aspects.values import Value
    from orchestrion_py.weaving.package import Package

_GLOB = re.compile(r"[*?\[\\]")


@dataclass(frozen=True, slots=True)
class PackageFilter(WholePackage):
    """`**` stands for any number of path elements; with `root`, the pattern is relative to the main module."""

    pattern: str
    root: bool

    def clues(self) -> Clues:
        if self.root:
            return clues.in_main_module()
        literal = _GLOB.split(self.pattern, maxsplit=1)[0]
        return clues.package_is(literal) if literal == self.pattern else clues.package_below(literal)

    def may_match_package(self, package: Package) -> bool:
        path = package.import_path
        if self.root:
            module = package.main_module
            if not module or (path != module and not path.startswith(module + "/")):
                return False
            path = path[len(module) + 1 :] or "."
            if not self.pattern:
                return True
        return _matches(self.pattern, path)


def decode(value: Value) -> PackageFilter:
    """A pattern, or a mapping with `root` and `pattern`."""
    if isinstance(value.data, str):
        return PackageFilter(value.string(), root=False)
    value.mapping()
    root, pattern = value.get("root"), value.get("pattern")
    is_relative = root is not None and root.boolean()
    if pattern is None and not is_relative:
        value.fail("name a `pattern`, or say `root: true` for the whole main module")
    return PackageFilter(pattern.text() if pattern is not None else "", is_relative)


def _matches(pattern: str, path: str) -> bool:
    if pattern == "*":
        return True
    if "**" not in pattern:
        return _element_matches(pattern, path)
    return _elements_match(_split(pattern), path.split("/"))


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


def _elements_match(patterns: list[str], elements: list[str]) -> bool:
    if not patterns:
        return not elements
    if patterns[0] == "**":
        return any(_elements_match(patterns[1:], elements[skip:]) for skip in range(len(elements) + 1))
    return bool(elements) and _element_matches(patterns[0], elements[0]) and _elements_match(patterns[1:], elements[1:])


def _element_matches(pattern: str, text: str) -> bool:
    """Go's path.Match: `*` and `?` stop at a slash, classes negate with `^`; a malformed pattern matches nothing."""
    out = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        if char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[":
            end = pattern.find("]", index + 2)
            if end < 0:
                return False
            body = pattern[index + 1 : end]
            negated = body.startswith("^")
            out.append("[" + ("^" if negated else "") + re.escape(body[negated:]).replace(r"\-", "-") + "]")
            index = end
        elif char == "\\":
            index += 1
            if index == len(pattern):
                return False
            out.append(re.escape(pattern[index]))
        else:
            out.append(re.escape(char))
        index += 1
    try:
        return re.fullmatch("".join(out), text) is not None
    except re.error:
        return False
