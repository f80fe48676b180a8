"""`function-body`: the body of a function on which another join point matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import Clues
    from orchestrion_py.aspects.model import JoinPoint
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class FunctionBody:
    """Matches the block; the inner join point is asked about the declaration or literal it belongs to."""

    function: JoinPoint

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"block"})

    def clues(self) -> Clues:
        return self.function.clues()

    def may_match_package(self, package: Package) -> bool:
        return self.function.may_match_package(package)

    def may_match_file(self, text: bytes) -> bool:
        return b"func" in text and self.function.may_match_file(text)

    def matches(self, site: Site) -> bool:
        function = site.node.parent
        return function is not None and function.type in FUNCTIONS and self.function.matches(site.at(function))

    def implied_imports(self) -> frozenset[str]:
        return self.function.implied_imports()


def decode(value: Value, decode_join_point: Callable[[Value], JoinPoint]) -> FunctionBody:
    """One join point, asked about functions."""
    return FunctionBody(decode_join_point(value))
