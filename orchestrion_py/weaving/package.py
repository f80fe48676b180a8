"""What weaving takes and returns: plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Atomic and possessive: the time stays linear, also where a file only looks as if it had a package clause.
_CLAUSE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?>\s+|//[^\n]*\n|/\*.*?\*/)*+package\s+(\w+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """One Go file; `path` is the name that its positions carry."""

    path: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """The facts about a package under compilation that join points ask for.

    `imports` holds the packages that its importcfg names, `package_names` the known names of other packages. `main_module` is the
    path of the main module.
    """

    import_path: str
    name: str
    imports: frozenset[str] = frozenset()
    is_test_main: bool = False
    main_module: str = ""
    package_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applied:
    """An aspect that was applied, and the position of the node that it matched."""

    id: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class WovenFile:
    """A file that an aspect changed; `links` are packages to link without importing them."""

    path: str
    text: bytes
    imports: frozenset[str]
    links: frozenset[str]
    lang: str | None
    aspects: tuple[Applied, ...]


@dataclass(frozen=True, slots=True)
class UnusedDirective:
    """A directive comment that no join point found in front of a node, and its place, `path:line:column`.

    `is_ambiguous`: more than one function literal could be meant.
    """

    directive: str
    position: str
    is_ambiguous: bool = False

    @property
    def message(self) -> str:
        """The warning for its author, with the place."""
        return f"{self.position}: {self.text}"

    @property
    def text(self) -> str:
        """The warning without the place."""
        cause = "no aspect applies to the code that it marks"
        if self.is_ambiguous:
            cause = (
                "it could mean more than one function literal; put it on a line of its own, directly above one of them"
            )
        return f"//{self.directive} has no effect: {cause}"


@dataclass(frozen=True, slots=True)
class CodeWarning:
    """What the advice `warn` reports about a place, `path:line:column`."""

    position: str
    text: str

    @property
    def message(self) -> str:
        """The warning for the author of the code."""
        return f"{self.position}: {self.text}"


@dataclass(frozen=True, slots=True)
class Woven:
    """The changed files of a package, in the order given; unchanged files do not appear."""

    files: tuple[WovenFile, ...]
    warnings: tuple[UnusedDirective | CodeWarning, ...] = ()

    @property
    def imports(self) -> frozenset[str]:
        """All packages that injected code imports."""
        return frozenset().union(*(file.imports for file in self.files))

    @property
    def links(self) -> frozenset[str]:
        """All packages that injected code links without importing."""
        return frozenset().union(*(file.links for file in self.files))


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing was woven, and why.

    `unparsed`: pyorch cannot parse a file, or the package does not type-check. `place` is the `path:line:column` with
    which `reason` begins, empty if unknown.
    """

    reason: str
    unparsed: bool = False
    place: str = ""
    warnings: tuple[UnusedDirective | CodeWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An aspect matched and could not be woven; `message` is complete, and `hint` is what to do."""

    message: str
    hint: str


Outcome = Woven | Skipped | Failed


def package_clause(text: bytes) -> str:
    """The package name of a Go file, read without parsing it; empty where there is none."""
    match = _CLAUSE.match(text)
    return match.group(1).decode() if match else ""


def imported_paths(text: bytes) -> list[str]:
    """The paths that a Go file imports, in its order."""
    from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of

    specs = nodes_of_kinds(parse(text).root_node, ("import_spec",))
    paths = (spec.child_by_field_name("path") for spec in specs)
    return [text_of(path)[1:-1] for path in paths if path is not None]
