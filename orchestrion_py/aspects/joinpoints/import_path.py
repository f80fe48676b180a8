"""`import-path`: the package under compilation has this import path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.typename_value import decode_import_path
from orchestrion_py.aspects.whole_package import WholePackage

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package


@dataclass(frozen=True, slots=True)
class ImportPath(WholePackage):
    """A main package has its real path here, not `main`."""

    path: str

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.package_is(self.path)

    def may_match_package(self, package: Package) -> bool:
        return package.import_path == self.path

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.path})


def decode(value: Value) -> ImportPath:
    """An import path."""
    return ImportPath(decode_import_path(value))
