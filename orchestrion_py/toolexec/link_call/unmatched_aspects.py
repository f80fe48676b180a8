"""The warnings of a link step: aspects of the project that match nothing in a program, nor anywhere else in its module.

A module may have several programs, and aspects for one of them, or for tests. So before it warns, the link step looks into the
other packages of the module. It does so only for aspects without a match, and only in files that hold one of their literals.
"""

from __future__ import annotations

import os

from orchestrion_py.aspects.literal_filter import facts_of
from orchestrion_py.gocommand.modfile import module_path, module_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.toolexec.build_warnings import Warnings
    from orchestrion_py.toolexec.plan.plan_folder import Plan

_OF_FILES = "command-line-arguments"  # the program that go makes of files on its command line


def unmatched_warnings(plan: Plan, program: str, matched: Collection[str], packages: Collection[str]) -> Warnings:
    """Return a warning for each aspect of the program's module that matches nothing.

    Args:
        plan: the plan of the build.
        program: the import path of the main package; not that of a test.
        matched: the ids of the aspects that matched in the program.
        packages: the import paths of its packages.
    """
    left = {number: (name, file) for number, name, file in plan.program_facts()["own"] if name not in matched}
    if not left:
        return []
    facts = plan.facts()
    files = [file for file, indexes in facts["origins"] for _ in indexes]
    root = module_root(os.path.dirname(files[min(left)]))
    module = module_path(os.path.join(root, "go.mod")) if root is not None else ""
    if root is None or not (program == _OF_FILES or f"{program}/".startswith(f"{module}/")):
        return []  # a tool that go builds on the side, or a program of another module
    elsewhere = _matching_elsewhere(plan, left, _Module(root, module), packages)
    if elsewhere >= left.keys():
        return []
    plan.reach_libraries()
    from orchestrion_py.aspects.files.plan_format import place_of

    return [
        (place_of(facts, number, name=file), f"aspect {name!r} matches nothing in {program}")
        for number, (name, file) in left.items()
        if number not in elsewhere
    ]


class _Module:
    """The module of a program: its folder, and its path."""

    def __init__(self, root: str, path: str) -> None:
        self.root = root
        self.path = path

    def packages(self) -> Iterator[tuple[str, list[str]]]:
        """Return each folder with Go files, as an import path and the files; without vendor, testdata and nested modules."""
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if self._is_searched(os.path.join(folder, name)))
            files = sorted(os.path.join(folder, name) for name in names if name.endswith(".go"))
            if files:
                below = os.path.relpath(folder, self.root)
                yield (self.path if below == "." else f"{self.path}/{below}"), files

    def _is_searched(self, folder: str) -> bool:
        name = os.path.basename(folder)
        if name.startswith((".", "_")) or name in ("testdata", "vendor", "node_modules"):
            return False
        return not os.path.exists(os.path.join(folder, "go.mod"))


def _matching_elsewhere(plan: Plan, wanted: Iterable[int], module: _Module, packages: Collection[str]) -> set[int]:
    """Return the aspects that match in packages outside of the program, or in test files, or that may do so."""
    filters = plan.literal_filters()
    waiting, found = set(wanted), set[int]()
    for path, files in module.packages():
        chosen = [file for file in files if path not in packages or file.endswith("_test.go")]
        texts = {file: _read(file) for file in chosen}
        candidates = [number for number in waiting if _may_match(filters[number][1], path, texts.values())]
        if candidates:
            found |= _matching(plan, candidates, path, texts)
            waiting -= found
        if not waiting:
            break
    return found


def _may_match(literals: list[str] | None, path: str, texts: Iterable[bytes]) -> bool:
    """Whether a package holds one of an aspect's literals. An import is what its files mention, in quotes."""
    facts = facts_of(path, is_main=True)
    return literals is None or any(
        literal in facts or any(_mention(literal).encode("utf-8", "surrogateescape") in text for text in texts)
        for literal in literals
    )


def _mention(literal: str) -> str:
    kind, space, path = literal.partition(" ")
    return f'"{path[:-1]}"' if space and kind in ("package", "packagefile") else literal


def _matching(plan: Plan, numbers: list[int], path: str, texts: dict[str, bytes]) -> set[int]:
    """Return those of some aspects that match in the files of a folder; all of them if that needs more than syntax."""
    facts = plan.facts()
    plan.reach_libraries()
    from orchestrion_py.aspects.files.plan_format import decode
    from orchestrion_py.weaving.package import Package, Source, Woven, imported_paths, package_clause
    from orchestrion_py.weaving.weave_package import weave

    aspects = decode(facts, numbers)
    foreign = {
        number for number, aspect in zip(numbers, aspects, strict=True) if _is_about(aspect, path, texts.values())
    }
    found: set[str] = set()
    for name in {package_clause(text) for text in texts.values()}:
        sources = [Source(file, text) for file, text in texts.items() if package_clause(text) == name]
        imports = frozenset(each for source in sources for each in imported_paths(source.text))
        outcome = weave(sources, Package(path, name, imports), aspects)
        if isinstance(outcome, Woven):
            found.update(applied.id for file in outcome.files for applied in file.aspects)
        elif getattr(outcome, "unparsed", True):  # it has a fault, or needs types
            return set(numbers)
    return foreign | {number for number in numbers if facts["aspects"][number].get("id", "") in found}


def _is_about(aspect: Aspect, path: str, texts: Iterable[bytes]) -> bool:
    """Whether an aspect is about the inside of a package that these files import: another program may have that package."""
    filters = aspect.join_point.literal_filter() or frozenset()
    others = [literal[len("package ") : -1] for literal in filters if literal.startswith("package ")]
    return any(other != path and f'"{other}"'.encode() in text for other in others for text in texts)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
