"""Chooses the integrations that a module can use, the packages that they need, and the versions of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from orchestrion_py.gocommand import module_versions
from orchestrion_py.pinning.pin_errors import PinError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from orchestrion_py.aspects.files.conflicts import Conflict
    from orchestrion_py.pinning.gomod_file import GoMod
    from orchestrion_py.vendors.vendor import Vendor


class Integration(Protocol):
    """The fields of a built-in aspect file that pinning reads."""

    @property
    def name(self) -> str:
        """Its name, such as "gin"."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The import paths that it instruments; empty if it applies to every module."""

    @property
    def injects(self) -> tuple[str, ...]:
        """The packages that its advice imports."""

    @property
    def exporter(self) -> str:
        """The exporter that it adds; empty for an integration of another kind."""

    @property
    def links(self) -> tuple[str, ...]:
        """The packages that its advice links."""


# In place of a list of exporters.
ALL_EXPORTERS = "all"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A vendor's integrations, the tested version of each module family (a prefix of module paths), and its conflicts.

    `raises_requirements`: a module that requires an older version than the tested one gets the tested one.
    """

    integrations: tuple[Integration, ...]
    tested_versions: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    raises_requirements: bool = False


def built_in(vendor: Vendor, exporters: Collection[str] = ()) -> Catalogue:
    """Return the catalogue of a vendor with these exporters, or with the default ones.

    Raises:
        PinError: the vendor has no exporter of such a name.
    """
    from orchestrion_py.aspects.files.catalogue import (
        default_exporters,
        integrations,
        raises_requirements,
        tested_versions,
    )
    from orchestrion_py.aspects.files.conflicts import conflicts

    found = integrations(vendor)
    chosen = _known_exporters(vendor, found, exporters) if exporters else default_exporters(vendor)
    return Catalogue(
        tuple(one for one in found if not one.exporter or one.exporter in chosen),
        tested_versions(vendor),
        conflicts(vendor),
        raises_requirements(vendor),
    )


def _known_exporters(vendor: Vendor, found: Iterable[Integration], exporters: Collection[str]) -> Collection[str]:
    known = sorted({one.exporter for one in found} - {""})
    if list(exporters) == [ALL_EXPORTERS]:
        return known
    unknown = [name for name in exporters if name not in known]
    if unknown:
        hint = f"choose from {', '.join([*known, ALL_EXPORTERS])}" if known else f"{vendor.name} has one exporter only"
        raise PinError(f"the back end {vendor.name} has no exporter {unknown[0]}", hint)
    return exporters


@dataclass(frozen=True, slots=True)
class Choice:
    """An integration that the module can use, and the import that it is for ("" if it applies to every module)."""

    integration: Integration
    because: str

    @property
    def name(self) -> str:
        """The name of the integration."""
        return self.integration.name

    @property
    def reason(self) -> str:
        """Why it was chosen, for people."""
        return f"the module uses {self.because}" if self.because else "always"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A package that the chosen integrations inject or link, and the names of these integrations."""

    package: str
    purposes: tuple[str, ...]

    @property
    def importable(self) -> bool:
        """Whether another module may import it: it is not internal."""
        return "internal" not in self.package.split("/")


@dataclass(frozen=True, slots=True)
class Release:
    """The version that a family of modules is pinned at, and why."""

    family: str
    version: str
    reason: str
    asked: bool  # by the user, so no other version may replace it


def usable(integrations: Iterable[Integration], imported: Collection[str]) -> tuple[Choice, ...]:
    """Return the integrations with an imported target, and those without any target, sorted by name."""
    found = []
    for integration in integrations:
        because = next((target for target in integration.targets if target in imported), None)
        if because is not None or not integration.targets:
            found.append(Choice(integration, because or ""))
    return tuple(sorted(found, key=lambda choice: (choice.because != "", choice.name)))


def wanted(choices: Iterable[Choice], imported: Collection[str], families: Collection[str]) -> tuple[Wanted, ...]:
    """Return the packages that the module must require for its integrations, sorted by path.

    A package that the module imports itself needs no further requirement, unless it belongs to a tested family: a
    program that is traced by hand may remove its own import later.
    """
    purposes: dict[str, list[str]] = {}
    for choice in choices:
        for package in (*choice.integration.injects, *choice.integration.links):
            if is_standard(package) or (package in imported and family_of(package, families) is None):
                continue
            names = purposes.setdefault(package, [])
            if choice.name not in names:
                names.append(choice.name)
    return tuple(Wanted(package, tuple(names)) for package, names in sorted(purposes.items()))


def importable(packages: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Return the packages for the tool file; in place of an internal package, the nearest one that it may import."""
    packages = tuple(packages)
    open_to_all = [one.package for one in packages if one.importable]
    purposes: dict[str, dict[str, None]] = {}
    for one in packages:
        package = one.package if one.importable else _nearest(one.package, open_to_all)
        purposes.setdefault(package, {}).update(dict.fromkeys(one.purposes))
    return tuple(Wanted(package, tuple(names)) for package, names in sorted(purposes.items()))


def family_of(path: str, families: Iterable[str]) -> str | None:
    """Return the family (a prefix of module paths) that a module or package belongs to: the longest of them."""
    found = [family for family in families if path == family or path.startswith(family + "/")]
    return max(found, key=len, default=None)


def releases(catalogue: Catalogue, before: GoMod, version: str | None) -> tuple[Release, ...]:
    """Return the version of each family: the one asked for, otherwise the required one, otherwise the tested one."""
    if version is not None and version != "latest" and not module_versions.is_version(version):
        raise PinError(f"{version!r} is not a version", "write vX.Y.Z, or `latest`")
    if version not in (None, "latest") and len(catalogue.tested_versions) > 1:
        raise PinError(
            f"the libraries of this back end have no common version {version}",
            "pin without --version, then run `go get MODULE@VERSION` for each module that you want another version of",
        )
    return tuple(_release(family, catalogue, before, version) for family in sorted(catalogue.tested_versions))


def _release(family: str, catalogue: Catalogue, before: GoMod, version: str | None) -> Release:
    tested = catalogue.tested_versions[family]
    if version is not None:
        return Release(family, version, "asked for", asked=True)
    # The other modules of the family have no version for this commit. The tested release works: it requires less.
    required = [
        required
        for module, required in before.requires.items()
        if family_of(module, catalogue.tested_versions) == family and not module_versions.is_pseudo(required)
    ]
    newest = max(required, key=module_versions.order, default="")
    is_too_old = (
        catalogue.raises_requirements and newest and module_versions.order(newest) < module_versions.order(tested)
    )
    if newest and not is_too_old:
        return Release(family, newest, "the version that this module already requires", asked=False)
    return Release(family, tested, "the version that this pyorch is tested with", asked=False)


def _nearest(package: str, candidates: Iterable[str]) -> str:
    parts = package.split("/")
    parent = "/".join(parts[: parts.index("internal")])
    below = [one for one in candidates if one == parent or one.startswith(parent + "/")]
    return min(below, key=lambda one: (len(one), one), default=parent)


def is_standard(package: str) -> bool:
    """Return whether a package is in the standard library; as in cmd/go, no dot in the first element means it is."""
    return "." not in package.partition("/")[0]
