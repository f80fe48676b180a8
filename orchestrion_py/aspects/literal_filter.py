"""LiteralFilter: the fixed strings one of which a package shows if an aspect can match anything in it.

They are what one `grep` looks for in the facts of a package, its importcfg and its sources, before anything dearer starts.
"""

from __future__ import annotations

TYPE_CHECKING = False  # read in front of every compile call that might weave
if TYPE_CHECKING:
    from collections.abc import Iterable

# None: there is no such string, the package must be looked at.
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
    """The package is one of the main module."""
    return frozenset({f"package {_MAIN_MODULE};", f"package {_MAIN_MODULE}/"})


def in_build(found: LiteralFilter, main_module: str) -> LiteralFilter:
    """The literals for the builds of a module."""
    return None if found is None else frozenset(literal.replace(_MAIN_MODULE, main_module) for literal in found)


def name_is(name: str) -> LiteralFilter:
    """The package has this name; only `main` can be told from a command line."""
    return frozenset({"package-name main;"}) if name == "main" else ANYTHING


def imports(path: str) -> LiteralFilter:
    """The package imports this path."""
    return frozenset({f"packagefile {path}="})


def mentions(text: str) -> LiteralFilter:
    """Some file of the package holds this text."""
    return frozenset({text}) if text else ANYTHING


def facts_of(import_path: str, *, is_main: bool) -> str:
    """The line in which a package shows its own facts to the literals."""
    return f"package {import_path};" + ("package-name main;" if is_main else "")


def any_of(parts: Iterable[LiteralFilter]) -> LiteralFilter:
    """One of several alternatives holds."""
    union: frozenset[str] = frozenset()
    for part in parts:
        if part is None:
            return None
        union |= part
    return union


def all_of(parts: Iterable[LiteralFilter]) -> LiteralFilter:
    """All hold: the literal that the fewest packages show is enough."""
    known = [part for part in parts if part is not None]
    return min(known, key=_breadth) if known else None


def _breadth(literals: frozenset[str]) -> tuple[int, int]:
    """How many packages literals let through, roughly: one path is less than one import, and that less than a word."""
    worst = max((_RANK.get(literal.split(" ", 1)[0], 3) for literal in literals), default=0)
    return worst, len(literals)


_RANK = {"package": 0, "package-name": 1, "packagefile": 2}
