"""`test-main`: the package is the main package that `go test` generates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.whole_package import WholePackage

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.package import Package


@dataclass(frozen=True, slots=True)
class TestMain(WholePackage):
    """True or false. Unlike Orchestrion's, it keeps its answer inside `function-body`."""

    __test__ = False  # not a test case, whatever pytest thinks of the name
    wanted: bool

    def may_match_package(self, package: Package) -> bool:
        return package.is_test_main == self.wanted


def decode(value: Value) -> TestMain:
    """true or false."""
    return TestMain(value.boolean())
