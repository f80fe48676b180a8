"""Modules that cannot be in one program with a vendor's woven code: `conflicts:` in the vendor's versions.yml."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.requires import Bounds
from orchestrion_py.aspects.files.vendor_versions import section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.vendors.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Conflict:
    """A module that conflicts with woven code at some versions; `because` says why, `instead` is a version that does not."""

    module: str
    bounds: Bounds
    because: str
    instead: str

    def message(self, version: str) -> str:
        """The error message for a program with this version of the module."""
        return f"{self.module} {version} cannot be in one program with woven code: {self.because}"

    @property
    def hint(self) -> str:
        """The command that resolves the conflict."""
        return f"run `go get {self.module}@{self.instead}`"


@functools.cache
def conflicts(vendor: Vendor) -> tuple[Conflict, ...]:
    """The conflicts of a vendor's woven code."""
    return tuple(_conflict(module, value) for module, value in section(vendor, "conflicts"))


def suspects(known: Iterable[Conflict], versions: Mapping[str, str]) -> list[Conflict]:
    """The conflicts whose module has a conflicting version. They matter only if the program has a package of the module."""
    return [each for each in known if each.module in versions and each.bounds.hold(versions[each.module])]


def among(suspected: Iterable[Conflict], packages: Iterable[str]) -> Conflict | None:
    """The first conflict to whose module one of the packages belongs."""
    packages = tuple(packages)
    for each in suspected:
        if any(path == each.module or path.startswith(f"{each.module}/") for path in packages):
            return each
    return None


def _conflict(module: str, value: Value) -> Conflict:
    bounds = Bounds.parse(value.require("versions").string())
    return Conflict(module, bounds, value.require("because").string(), value.require("instead").string())
