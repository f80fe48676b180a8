"""The aspects that pyorch ships, by vendor: which frameworks they instrument, and which packages they inject."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.loading import AspectFile, load_file
from orchestrion_py.aspects.files.vendor_versions import FILE_NAME as VERSIONS
from orchestrion_py.aspects.files.vendor_versions import section, value_of
from orchestrion_py.vendors.registry import LANGUAGE_FOLDER

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.requires import Requires
    from orchestrion_py.vendors.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Integration:
    """One built-in aspect file. `vendor` and `name` identify it: two vendors may both ship a gin.yml.

    An integration without `targets` instruments every program. One with an `exporter` is for those who chose that exporter.
    """

    vendor: str
    name: str
    label: str  # the name for messages: it includes the vendor if another vendor ships the same name
    path: str
    targets: tuple[str, ...]
    injects: tuple[str, ...]
    links: tuple[str, ...]
    requires: Requires
    exporter: str = ""


@functools.cache
def built_in_files(vendor: Vendor) -> tuple[AspectFile, ...]:
    """A vendor's aspect files that every build takes, sorted by path; without the opt-in files."""
    found = sorted(Path(folder(), vendor.name).glob("*.yml"))
    files = (load_file(str(path)) for path in found if path.name != VERSIONS)
    return tuple(file for file in files if not file.opt_in)


@functools.cache
def language_files() -> tuple[AspectFile, ...]:
    """The aspects that are part of the aspect language: every build weaves them, whatever its vendor."""
    return tuple(load_file(str(path)) for path in sorted(Path(folder(), LANGUAGE_FOLDER).glob("*.yml")))


@functools.cache
def integrations(vendor: Vendor) -> tuple[Integration, ...]:
    """A vendor's integrations: one for each of its built-in files."""
    return tuple(_integration(vendor, file) for file in built_in_files(vendor))


@functools.cache
def tested_versions(vendor: Vendor) -> dict[str, str]:
    """The versions of a vendor's libraries that pyorch is tested with. A key stands for all modules whose paths start with it."""
    return {prefix: version.string() for prefix, version in section(vendor, "tested")}


@functools.cache
def default_exporters(vendor: Vendor) -> tuple[str, ...]:
    """The exporters of a vendor's programs whose users chose none."""
    value = value_of(vendor, "exporters")
    return tuple(each.string() for each in value.items()) if value is not None else ()


@functools.cache
def raises_requirements(vendor: Vendor) -> bool:
    """Whether a module that requires an older version of the vendor's libraries gets the tested one."""
    value = value_of(vendor, "raise")
    return value is not None and value.boolean()


def _integration(vendor: Vendor, file: AspectFile) -> Integration:
    name = Path(file.path).stem
    aspects = [entry.aspect for entry in file.entries]
    advice = [each for aspect in aspects for each in aspect.advice]
    return Integration(
        vendor=vendor.name,
        name=name,
        label=f"{name} ({vendor.name})" if _is_shared(name) else name,
        path=file.path,
        targets=_targets(file),
        injects=tuple(sorted({path for each in advice for path in each.imports()})),
        links=tuple(sorted({path for each in advice for path in each.links()})),
        requires=file.requires,
        exporter=file.exporter,
    )


def _is_shared(name: str) -> bool:
    """Whether several vendors ship an aspect file of this name."""
    return len(list(Path(folder()).glob(f"*/{name}.yml"))) > 1


def _targets(file: AspectFile) -> tuple[str, ...]:
    """The packages without which no aspect of a file can match; empty if some aspect can match anywhere."""
    found: set[str] = set()
    for entry in file.entries:
        # An aspect that injects nothing only helps the others: it is not a reason to require a package.
        if not entry.aspect.injected or entry.aspect.tracer_internal:
            continue
        implied = entry.aspect.join_point.implied_imports()
        if not implied:
            return ()
        found |= implied
    return tuple(sorted(found))
