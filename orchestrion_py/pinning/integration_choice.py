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
    def links(self) -> tuple[str, ...]:
        """The packages that its advice links."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A vendor's integrations, the tested version of each module family (a prefix of module paths), and its conflicts."""

    integrations: tuple[Integration, ...]
    tested_versions: Mapping[str, str]
    conflicts: tuple[Conflict, ...]


def built_in() -> Catalogue:
    """Return the catalogue of the build's vendor."""
    from orchestrion_py.aspects.files.catalogue import integrations, tested_versions
    from orchestrion_py.aspects.files.conflicts import conflicts
    from orchestrion_py.vendors.registry import vendor_of_build

    vendor = vendor_of_build()
    return Catalogue(integrations(vendor), tested_versions(vendor), conflicts(vendor))


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
    """Return the family (a prefix of module paths) that a module or package belongs to."""
    return next((family for family in families if path == family or path.startswith(family + "/")), None)


def releases(tested: Mapping[str, str], before: GoMod, version: str | None) -> tuple[Release, ...]:
    """Return the version of each family: the one asked for, otherwise the required one, otherwise the tested one."""
    if version is not None and version != "latest" and not module_versions.is_version(version):
        raise PinError(f"{version!r} is not a version", "write vX.Y.Z, or `latest`")
    return tuple(_release(family, of_tests, before, version) for family, of_tests in sorted(tested.items()))


def _release(family: str, tested: str, before: GoMod, version: str | None) -> Release:
    if version is not None:
        return Release(family, version, "asked for", asked=True)
    # The other modules of the family have no version for this commit. The tested release works: it requires less.
    required = [
        required
        for module, required in before.requires.items()
        if family_of(module, [family]) and not module_versions.is_pseudo(required)
    ]
    if required:
        newest = max(required, key=module_versions.order)
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
