"""`configuration` (deprecated): every pair equals the configuration of the build, which is only `httpmode: wrap`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.whole_package import WholePackage

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.package import Package

_CONFIGURED = {"httpmode": "wrap"}


@dataclass(frozen=True, slots=True)
class Configuration(WholePackage):
    """A condition that is the same for every package of every build."""

    holds: bool

    def may_match_package(self, _package: Package) -> bool:
        return self.holds


def decode(value: Value) -> Configuration:
    """A mapping of strings."""
    wanted = {key: item.text() for key, item in value.entries()}
    return Configuration(wanted.items() <= _CONFIGURED.items())
