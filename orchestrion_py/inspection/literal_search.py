"""Finds the aspects that may match in each package of a build, as the `pyorch` script does in front of each compile call."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from orchestrion_py.aspects.literal_filter import facts_of
from orchestrion_py.vendors.registry import NEVER, NORMAL, mode_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from orchestrion_py.gocommand.compiled_packages import CompiledPackage
    from orchestrion_py.gocommand.overlay import Overlay

    # For each aspect: whether it may match in a vendor's own packages, and its literals; None: it may match anywhere.
    LiteralFilters = Sequence[tuple[bool, Sequence[str] | None]]

_ABOUT_FACTS = ("package ", "package-name ", "packagefile ")
# Linux allows less than 2 MiB for all words of a command line.
_MOST_FILES = 5000


def candidates(packages: Iterable[CompiledPackage], filters: LiteralFilters, overlay: Overlay) -> dict[str, list[int]]:
    """Return the numbers of the aspects that may match in each package, by its label. Packages without any are left out."""
    listed = [package for package in packages if mode_of(package.path) != NEVER]
    of_texts = {each for _, literals in filters for each in literals or () if not each.startswith(_ABOUT_FACTS)}
    files = {path: overlay.actual(path) for package in listed for path in package.files}
    found = _literals_in_files(files, {each.encode("utf-8", "surrogateescape"): each for each in of_texts})
    numbers = ((package.label, list(_numbers(package, filters, found))) for package in listed)
    return {label: each for label, each in numbers if each}


def _numbers(package: CompiledPackage, filters: LiteralFilters, found: Mapping[str, set[str]]) -> Iterator[int]:
    mode = mode_of(package.path)
    facts = facts_of(package.path, is_main=package.name == "main")
    facts += "".join(f"\npackagefile {path}=" for path in package.imports)
    texts: set[str] = set().union(*(found.get(path, ()) for path in package.files))
    for number, (internal, literals) in enumerate(filters):
        if mode != NORMAL and not internal:
            continue
        if literals is None or any(literal in texts or literal in facts for literal in literals):
            yield number


def _literals_in_files(files: Mapping[str, str], literals: Mapping[bytes, str]) -> dict[str, set[str]]:
    """Return the literals that each file contains. grep chooses the files that contain any."""
    in_actual = {}
    for actual in _files_with_any(list(dict.fromkeys(files.values())), literals):
        with open(actual, "rb") as file:
            text = file.read()
        in_actual[actual] = {name for literal, name in literals.items() if literal in text}
    # An overlay may put one file in the place of several.
    return {path: in_actual[actual] for path, actual in files.items() if actual in in_actual}


def _files_with_any(files: Sequence[str], literals: Iterable[bytes]) -> Iterator[str]:
    patterns = b"".join(literal + b"\n" for literal in literals)
    if not patterns:
        return
    for start in range(0, len(files), _MOST_FILES):
        found = subprocess.run(
            ["grep", "-lZF", "-f", "-", "--", *files[start : start + _MOST_FILES]],
            input=patterns, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
        yield from (os.fsdecode(name) for name in found.stdout.split(b"\0") if name)
