"""What a plan knows of the programs that are built with it: the part of their record that does not depend on one program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from orchestrion_py import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.gocommand.listing import Package
    from orchestrion_py.toolexec.plan.gather_aspects import Gathered

# An integration for these alone, or for no package at all, applies to every program.
_IN_EVERY_PROGRAM = frozenset({"os", "runtime"})


def program_facts(gathered: Gathered) -> dict[str, Any]:
    """Return the content of the plan's record.json. It goes into programs, so it holds no folder and no time."""
    return {
        "pyorch": __version__,
        "backend": gathered.vendor.name if gathered.vendor is not None else "",
        "go": gathered.go["GOVERSION"],
        "modules": _modules(gathered.packages.values()),
        "own": _own_aspects(gathered),
        "integrations": _integrations(gathered),
    }


def _modules(packages: Iterable[Package]) -> dict[str, tuple[str, str]]:
    """Return version and checksum of each module that an injected package may bring."""
    found = {package.module for package in packages if package.module is not None and not package.module.main}
    return {module.path: (module.version, module.checksum) for module in found}


def _integrations(gathered: Gathered) -> list[dict[str, Any]]:
    """Return the integrations by which people know what was woven: the name, the packages it is for, the ids of its aspects.

    Those that every program has are left out: the start of the tracer, an exporter, aspects of the runtime.
    """
    targets = {row["file"]: row["targets"] for row in gathered.report.get("integrations", ())}
    own = _own_names(gathered)
    left = iter(gathered.aspects)
    found = []
    for file, indexes in gathered.origins:
        aspects = [next(left) for _ in indexes]
        name = gathered.titles.get(file) or own.get(file, "")
        if not name or (file in targets and _IN_EVERY_PROGRAM.issuperset(targets[file])):
            continue
        ids = [str(aspect.get("id", "")) for aspect in aspects if not aspect.get("tracer-internal")]
        found.append({"name": name, "targets": targets.get(file, []), "aspects": ids})
    return found


def _own_aspects(gathered: Gathered) -> list[tuple[int, str, str]]:
    """Return the aspects that the project itself defines: the number in the plan, the id, the name of the file."""
    # An aspect that only warns leaves no trace in a package.
    names = _own_names(gathered)
    numbers = enumerate((file, index) for file, indexes in gathered.origins for index in indexes)
    return [
        (number, str(gathered.aspects[number].get("id", "")), names[file])
        for number, (file, _) in numbers
        if file in names and not _only_warns(gathered.aspects[number])
    ]


def _only_warns(aspect: Mapping[str, Any]) -> bool:
    advice = aspect["advice"]
    return all("warn" in each for each in (advice if isinstance(advice, list) else [advice]))


def _own_names(gathered: Gathered) -> Mapping[str, str]:
    """Return the project's aspect files, and their names from the root of the main module.

    In a workspace of several modules, the name begins with the name of the module's folder.
    """
    roots = [os.path.dirname(file) for file in gathered.module_files]
    above = [os.path.dirname(root) if len(roots) > 1 else root for root in roots]
    return {
        file: os.path.relpath(file, base)
        for file in gathered.own_files
        for root, base in zip(roots, above, strict=True)
        if file.startswith(f"{root}/")
    }
