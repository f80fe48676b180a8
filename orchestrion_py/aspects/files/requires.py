"""`requires:`: the module versions that an aspect or an aspect file supports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.module_versions import order

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

    def hold(self, version: str) -> bool:
        """Whether a version meets all conditions. A module replaced by a folder has no version and counts as the newest."""
        return all(
            _HOLDS[sign](order(version), order(bound)) if version else sign in (">", ">=")
            for sign, bound in self.conditions
        )


Requires = dict[str, Bounds]


def decode(value: Value | None) -> Requires:
    """Decode a mapping of module paths to version ranges."""
    return {module: _bounds(bounds) for module, bounds in value.entries()} if value is not None else {}


def are_met(requires: Requires, versions: Mapping[str, str]) -> bool:
    """Whether a build with these versions has every required module within its bounds."""
    return all(module in versions and bounds.hold(versions[module]) for module, bounds in requires.items())


def _bounds(value: Value) -> Bounds:
    try:
        return Bounds.parse(value.string())
    except ValueError as error:
        value.fail(str(error))


def _whole(version: str) -> str:
    """`v2` is v2.0.0."""
    numbers, dash, prerelease = version.partition("-")
    return numbers + ".0" * (2 - numbers.count(".")) + dash + prerelease
