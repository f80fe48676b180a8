"""`requires:`: the module versions and the back end that an aspect or an aspect file is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.module_versions import order
from orchestrion_py.vendors.back_end import back_ends
from orchestrion_py.vendors.registry import VENDORS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.gocommand.module_versions import Order

_CONDITION = re.compile(r"(>=|<=|>|<|=)?\s*(v\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z.-]+)?)")
_HOLDS: Mapping[str, Callable[[Order, Order], bool]] = {
    ">=": lambda version, bound: version >= bound,
    "<=": lambda version, bound: version <= bound,
    ">": lambda version, bound: version > bound,
    "<": lambda version, bound: version < bound,
    "=": lambda version, bound: version == bound,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Conditions on a version, which must all hold: `>=v2.8.0, <v2.10.0`."""

    conditions: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> Bounds:
        """Parse conditions. A version may omit its last numbers. Raises a ValueError that describes the syntax."""
        parts = [_CONDITION.fullmatch(part.strip()) for part in text.split(",")]
        if not all(parts):
            raise ValueError(
                f"{text!r} is not a version range: write >=v1.2.3, <v2, =v1.4.0, or several of them with commas"
            )
        return cls(tuple((part[1] or "=", _whole(part[2])) for part in parts if part is not None))

    def __str__(self) -> str:
        return ", ".join(f"{sign}{bound}" for sign, bound in self.conditions)

    def hold(self, version: str) -> bool:
        """Whether a version meets all conditions. A module replaced by a folder has no version and counts as the newest."""
        return all(
            _HOLDS[sign](order(version), order(bound)) if version else sign in (">", ">=")
            for sign, bound in self.conditions
        )


@dataclass(frozen=True, slots=True)
class IsBackEnd:
    """The condition that the back end of the build has this name."""

    name: str

    def __str__(self) -> str:
        return self.name

    def hold(self, back_end: str) -> bool:
        """Whether the back end of a build is this one."""
        return back_end == self.name


# The key of `requires:` that names a back end. The path of a module that a build downloads has a dot, so this is none.
BACK_END = "back-end"

Requires = dict[str, "Bounds | IsBackEnd"]


def decode(value: Value | None) -> Requires:
    """Decode a mapping of module paths to version ranges, and of `back-end` to a name."""
    entries = value.entries() if value is not None else ()
    return {name: _back_end(each) if name == BACK_END else _bounds(each) for name, each in entries}


def modules_of(requires: Requires) -> frozenset[str]:
    """The modules that are required."""
    return frozenset(requires) - {BACK_END}


def are_met(requires: Requires, versions: Mapping[str, str]) -> bool:
    """Whether a build meets all conditions. `versions` holds those of its modules, and its back end as BACK_END."""
    return all(name in versions and condition.hold(versions[name]) for name, condition in requires.items())


def unmet(requires: Requires, versions: Mapping[str, str]) -> list[tuple[str, str, str | None]]:
    """Return the conditions that a build does not meet: a module, the versions wanted, and the build's own or None."""
    return [
        (name, str(condition), versions.get(name))
        for name, condition in requires.items()
        if name not in versions or not condition.hold(versions[name])
    ]


def _back_end(value: Value) -> IsBackEnd:
    name = value.string()
    if all(vendor.name != name for vendor in VENDORS):
        value.fail(f"{name!r} is no back end: write {back_ends()}")
    return IsBackEnd(name)


def _bounds(value: Value) -> Bounds:
    try:
        return Bounds.parse(value.string())
    except ValueError as error:
        value.fail(str(error))


def _whole(version: str) -> str:
    """`v2` is v2.0.0."""
    numbers, dash, prerelease = version.partition("-")
    return numbers + ".0" * (2 - numbers.count(".")) + dash + prerelease
