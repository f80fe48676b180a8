"""Flags that name packages by patterns, and the injected packages that they reach.

go compiles such a package with the flag, but knows nothing of who imports it by way of weaving, and would take that importer
out of its cache as it was compiled without. So what is reached stands in the tool id, and only that.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orchestrion_py.gocommand.listing import Package

_PER_PACKAGE = ("gcflags", "asmflags")


def reached(packages: Iterable[Package], flags: Sequence[str], folder: str) -> list[str]:
    """A line for each flag and each package that it reaches; `flags` are those of nested builds, `folder` is where go runs."""
    found: set[str] = set()
    for flag in flags:
        for pattern, meaning in _patterns(flag):
            found.update(f"{package.path} {meaning}" for package in packages if _matches(pattern, package, folder))
    return sorted(found)


def _patterns(flag: str) -> list[tuple[str, str]]:
    """The patterns of a flag, each with what it means for the packages; none where it is for all packages alike."""
    name, _, value = flag.lstrip("-").partition("=")
    if name == "coverpkg":
        return [(pattern, "covered") for pattern in value.split(",")]
    if name in _PER_PACKAGE:
        pattern, equals, words = value.partition("=")
        return [(pattern, f"{name} {words}")] if equals and pattern != "all" else []
    return []


def _matches(pattern: str, package: Package, folder: str) -> bool:
    if pattern == "all":
        return True
    if pattern == "std":
        return package.standard
    if pattern in (".", "..") or pattern.startswith(("./", "../", "/")):
        return _glob(os.path.normpath(os.path.join(folder, pattern))).fullmatch(package.folder) is not None
    return _glob(pattern).fullmatch(package.path) is not None


def _glob(pattern: str) -> re.Pattern[str]:
    """`...` stands for anything, and `x/...` for x as well (`go help packages`)."""
    text = re.escape(pattern).replace(r"\.\.\.", ".*")
    return re.compile(text.removesuffix("/.*") + "(/.*)?" if text.endswith("/.*") else text)
