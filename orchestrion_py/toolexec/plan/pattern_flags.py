"""Flags that name packages by patterns, and the injected packages that they reach.

go compiles such a package with the flag. But go does not know which packages import it because of weaving, and would take these
from its cache as they were compiled without the flag. So the tool id contains which packages each flag reaches.
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
    """Return a line for each flag and each package that it reaches. `flags` are those of nested builds; go runs in `folder`."""
    found: set[str] = set()
    modes = [flag.partition("=")[2] for flag in flags if flag.startswith("-covermode=")]
    for flag in flags:
        for pattern, meaning in _patterns(flag, "".join(modes[-1:])):
            found.update(f"{package.path} {meaning}" for package in packages if matches(pattern, package, folder))
    return sorted(found)


def _patterns(flag: str, cover_mode: str) -> list[tuple[str, str]]:
    """Return the patterns of a flag, each with what it does to packages; none if the flag is for all packages."""
    name, _, value = flag.lstrip("-").partition("=")
    if name == "coverpkg":
        return [(pattern, f"covered {cover_mode}") for pattern in value.split(",")]
    if name in _PER_PACKAGE:
        pattern, equals, words = value.partition("=")
        return [(pattern, f"{name} {words}")] if equals and pattern != "all" else []
    return []


def matches(pattern: str, package: Package, folder: str) -> bool:
    """Whether a pattern names a package, for a go command that runs in `folder`."""
    if pattern == "all":
        return True
    if pattern == "std":
        return package.standard
    if pattern in (".", "..") or pattern.startswith(("./", "../", "/")):
        return _glob(os.path.normpath(os.path.join(folder, pattern))).fullmatch(package.folder) is not None
    return _glob(pattern).fullmatch(package.path) is not None


def _glob(pattern: str) -> re.Pattern[str]:
    """`...` matches any text, and `x/...` also matches x (`go help packages`)."""
    text = re.escape(pattern).replace(r"\.\.\.", ".*")
    return re.compile(text.removesuffix("/.*") + "(/.*)?" if text.endswith("/.*") else text)
