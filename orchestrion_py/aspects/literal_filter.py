"""Literal filters: the fixed strings of which a package contains at least one if an aspect can match in it.

One `grep` looks for them in the facts of a package, its importcfg and its sources, before anything expensive starts.
"""

from __future__ import annotations

TYPE_CHECKING = False  # read in front of every compile call that might weave
if TYPE_CHECKING:
    from collections.abc import Iterable

# None: there is no such string, so every package must be examined.
LiteralFilter = frozenset[str] | None

ANYTHING: LiteralFilter = None


def package_is(path: str) -> LiteralFilter:
    """The package has this import path."""
    return frozenset({f"package {path};"})


# Stands for the path of the main module, which only the plan of a build knows; see `in_build`.
_MAIN_MODULE = "<main module>"


def package_below(path: str) -> LiteralFilter:
    """The package's import path begins with this text."""
    return frozenset({f"package {path}"}) if path else ANYTHING


def in_main_module() -> LiteralFilter:
    """The package belongs to the main module."""
    return frozenset({f"package {_MAIN_MODULE};", f"package {_MAIN_MODULE}/"})


def in_build(found: LiteralFilter, main_module: str) -> LiteralFilter:
    """The literals for builds of a module."""
    return None if found is None else frozenset(literal.replace(_MAIN_MODULE, main_module) for literal in found)


def name_is(name: str) -> LiteralFilter:
    """The package has this name; a command line shows only `main`."""
    return frozenset({"package-name main;"}) if name == "main" else ANYTHING


def imports(path: str) -> LiteralFilter:
    """The package imports this path."""
    return frozenset({f"packagefile {path}="})


def mentions(text: str) -> LiteralFilter:
    """Some file of the package contains this text."""
    return frozenset({text}) if text else ANYTHING


def facts_of(import_path: str, *, is_main: bool) -> str:
    """The facts about a package that literals may match, on one line."""
    return f"package {import_path};" + ("package-name main;" if is_main else "")


def any_of(parts: Iterable[LiteralFilter]) -> LiteralFilter:
    """One of several filters must match."""
    union: frozenset[str] = frozenset()
    for part in parts:
        if part is None:
            return None
        union |= part
    return union


def all_of(parts: Iterable[LiteralFilter]) -> LiteralFilter:
    """All filters must match: the literals that the fewest packages contain are enough."""
    known = [part for part in parts if part is not None]
    return min(known, key=_breadth) if known else None


def _breadth(literals: frozenset[str]) -> tuple[int, int]:
    """How many packages literals let through, roughly: a path fewer than an import, an import fewer than a word."""
    worst = max((_RANK.get(literal.split(" ", 1)[0], 3) for literal in literals), default=0)
    return worst, len(literals)


_RANK = {"package": 0, "package-name": 1, "packagefile": 2}
