"""The only module about vendors that other packages import: which vendors there are, and what holds for all of them together."""

from __future__ import annotations

from orchestrion_py.vendors import orchestrion
from orchestrion_py.vendors.datadog import DATADOG
from orchestrion_py.vendors.otel import OTEL
from orchestrion_py.vendors.vendor import INTERNAL, NEVER, NORMAL, Mode, SpecialPackages, Vendor

__all__ = [
    "BY_DEFAULT",
    "IGNORE_DIRECTIVES",
    "INTERNAL",
    "LANGUAGE_FOLDER",
    "NEVER",
    "NORMAL",
    "ORCHESTRION_MARK",
    "ORCHESTRION_MODULE",
    "SPAN_ENDS",
    "SPAN_STARTS",
    "SPECIAL_PACKAGES",
    "VENDORS",
    "Mode",
    "mode_of",
    "vendor_named",
]

# `pyorch instrument` writes spans of the first one, unless it is told otherwise.
VENDORS: tuple[Vendor, ...] = (OTEL, DATADOG)
# The vendor of a build that nothing else decides.
BY_DEFAULT = DATADOG

ORCHESTRION_MODULE = orchestrion.MODULE
ORCHESTRION_MARK = orchestrion.TOOL_FILE_MARK
LANGUAGE_FOLDER = orchestrion.LANGUAGE_FOLDER

# The first row that matches an import path counts.
SPECIAL_PACKAGES: SpecialPackages = (
    *orchestrion.PACKAGES,
    *(row for vendor in VENDORS for row in vendor.packages),
    # The packages that pyorch itself adds to a build.
    ("pyorch/...", NEVER),
)
# Directives that keep everything out of the code below them.
IGNORE_DIRECTIVES: tuple[str, ...] = (
    *orchestrion.IGNORE_DIRECTIVES,
    *(directive for vendor in VENDORS for directive in vendor.ignore_directives),
)
# Regular expressions for the names of functions that start and end spans. Other tracing libraries use the same names.
SPAN_STARTS = "|".join(name for vendor in VENDORS for name in vendor.span_starts)
SPAN_ENDS = "|".join(name for vendor in VENDORS for name in vendor.span_ends)


def vendor_named(name: str) -> Vendor:
    """The vendor of a name; KeyError where there is none."""
    return {vendor.name: vendor for vendor in VENDORS}[name]


def mode_of(import_path: str) -> Mode:
    """What may be woven into the package at an import path."""
    for pattern, mode in SPECIAL_PACKAGES:
        path = pattern.removesuffix("/...")
        if import_path == path or (path != pattern and import_path.startswith(path + "/")):
            return mode
    return NORMAL
