"""What `pyorch plan` reports about the choice of aspects: the back end, who chose it, and why an integration is not active."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.requires import BACK_END, unmet
from orchestrion_py.toolexec.plan.active_aspects import is_usable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.aspects.files.catalogue import Integration
    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.gocommand.listing import Package

ACTIVE, MISSING, EXCLUDED = "active", "missing", "excluded"


def report_of(
    back_end: tuple[str, str],
    integrations: Iterable[Integration],
    active: Iterable[AspectFile],
    packages: Mapping[str, Package],
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """Return the report on a plan, as plain data. `back_end` is its name, and who chose it."""
    paths = {file.path for file in active}
    return {
        "back-end": {"name": back_end[0], "chosen-by": back_end[1]},
        "integrations": [_row(each, paths, packages, versions) for each in integrations],
    }


def _row(
    integration: Integration, active: set[str], packages: Mapping[str, Package], versions: Mapping[str, str]
) -> dict[str, Any]:
    row = {"name": integration.name, "file": integration.path, "targets": list(integration.targets)}
    if integration.path in active:
        return {**row, "state": ACTIVE}
    injected = sorted({*integration.injects, *integration.links} - {"unsafe"})
    missing = [path for path in injected if not is_usable(packages.get(path))]
    if missing:
        return {**row, "state": MISSING, "missing": missing, "exporter": integration.exporter}
    required = unmet(integration.requires, versions)
    return {**row, "state": EXCLUDED, "required": [_requirement(*each) for each in required]}


def _requirement(name: str, wanted: str, found: str | None) -> str:
    if name == BACK_END:
        return f"back end {wanted}"
    return f"{name} {wanted}, but " + (f"this build has {found}" if found is not None else "this build lacks it")
