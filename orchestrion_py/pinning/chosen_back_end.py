"""The back end and the exporters of a module that is being pinned: those asked for, or those that it has."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.catalogue import integrations
from orchestrion_py.gocommand.modfile import direct_requirements
from orchestrion_py.pinning import tool_file
from orchestrion_py.pinning.draft import read_bytes
from orchestrion_py.pinning.integration_choice import built_in
from orchestrion_py.vendors.back_end import VARIABLE, back_end

if TYPE_CHECKING:
    from collections.abc import Collection

    from orchestrion_py.pinning.draft import Draft
    from orchestrion_py.pinning.integration_choice import Catalogue
    from orchestrion_py.vendors.vendor import Vendor


def chosen_catalogue(draft: Draft, asked: str, exporters: tuple[str, ...]) -> Catalogue:
    """Return what a pin of the draft's module chooses from.

    Args:
        draft: the draft, which is still a copy of the module's files.
        asked: the value of --backend; "" if it was not given.
        exporters: those of --exporter; none if it was not given.

    Raises:
        Fault: there is no such back end, or it has no such exporter.
    """
    text = (read_bytes(draft.tool_file) or b"").decode("utf-8", errors="surrogateescape")
    imported = [one.path for one in tool_file.imports(text)]
    chosen, by = (asked, "--backend") if asked else (os.environ.get(VARIABLE, ""), VARIABLE)
    vendor = back_end(chosen, imported, direct_requirements(str(draft.mod_file)), by=by)
    return built_in(vendor, exporters or _pinned_exporters(vendor, own_imports(text)))


def own_imports(text: str) -> frozenset[str]:
    """Return the imports of a tool file that `pyorch pin` wrote."""
    return frozenset(one.path for one in tool_file.imports(text) if one.ours)


def _pinned_exporters(vendor: Vendor, imported: Collection[str]) -> tuple[str, ...]:
    """Return the exporters whose own packages a tool file imports."""
    found = integrations(vendor)
    of_all = {path for one in found if not one.exporter for path in (*one.injects, *one.links)}
    return tuple(
        dict.fromkeys(one.exporter for one in found if one.exporter and (set(one.injects) - of_all) & set(imported))
    )
