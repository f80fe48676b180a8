"""`package-name`: the name in the package clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.typename_value import decode_identifier
from orchestrion_py.aspects.whole_package import WholePackage

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package


@dataclass(frozen=True, slots=True)
class PackageName(WholePackage):
    """Compares the package clause, so `main` is every command."""

    name: str

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.name_is(self.name)

    def may_match_package(self, package: Package) -> bool:
        return package.name == self.name


def decode(value: Value) -> PackageName:
    """A Go identifier."""
    return PackageName(decode_identifier(value))
