"""A table of the files that each tool wove, with a reason for each difference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from tests.peer.contenders import WovenFile

if TYPE_CHECKING:
    from collections.abc import Iterable

# Files that only Orchestrion or only pyorch weaves, and why that does not change the program's behaviour.
ONLY_ORCHESTRION = {
    WovenFile("synthetic", "link_deps_imports.go"): (
        "imports what is linked without being imported, and is written while main is compiled; pyorch's main imports "
        "pyorch/linked, which the link step fills in"
    ),
}
ONLY_PYORCH: dict[WovenFile, str] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """A package: the number of files that each tool wove, and the files that only one wove, with the reasons."""

    package: str
    theirs: int
    ours: int
    remarks: tuple[str, ...]
    explained: bool


def rows(theirs: Iterable[WovenFile], ours: Iterable[WovenFile]) -> list[Row]:
    """A row for each package with a woven file, sorted."""
    by_package: dict[str, tuple[set[WovenFile], set[WovenFile]]] = defaultdict(lambda: (set(), set()))
    for side, files in enumerate((theirs, ours)):
        for file in files:
            by_package[file.package][side].add(file)
    return [_row(package, *sides) for package, sides in sorted(by_package.items())]


def _row(package: str, theirs: set[WovenFile], ours: set[WovenFile]) -> Row:
    differing = [(file, "Orchestrion", ONLY_ORCHESTRION) for file in sorted(theirs - ours)]
    differing += [(file, "pyorch", ONLY_PYORCH) for file in sorted(ours - theirs)]
    remarks = tuple(f"only {who}: {file.name}: {known.get(file, 'UNEXPLAINED')}" for file, who, known in differing)
    return Row(package, len(theirs), len(ours), remarks, all(file in known for file, _, known in differing))


def as_table(found: Iterable[Row]) -> Table:
    """Print the rows on a terminal."""
    table = Table(title="Woven files by package", title_justify="left", header_style="bold")
    table.add_column("package", overflow="fold")
    table.add_column("Orchestrion", justify="right")
    table.add_column("pyorch", justify="right")
    table.add_column("difference", overflow="fold")
    for row in found:
        style = None if row.explained else "red"
        table.add_row(row.package, str(row.theirs), str(row.ours), "\n".join(row.remarks) or "none", style=style)
    return table
