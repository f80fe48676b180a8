"""`function-body`: the body of a function that another join point matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.weaving.site import Site
from orchestrion_py.weaving.syntax import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.answer import Answer
    from orchestrion_py.weaving.package import Package


@dataclass(frozen=True, slots=True)
class FunctionBody(JoinPoint):
    """Matches the block. The inner join point is asked about the declaration or literal that the block belongs to."""

    function: JoinPoint

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"block"})

    @property
    def required(self) -> tuple[JoinPoint, ...]:
        return (self.function,)

    def literal_filter(self) -> LiteralFilter:
        return self.function.literal_filter()

    def may_match_package(self, package: Package) -> bool:
        return self.function.may_match_package(package)

    def may_match_file(self, text: bytes) -> bool:
        return b"func" in text and self.function.may_match_file(text)

    def matches(self, site: Site) -> Answer:
        function = site.node.parent
        if function is None or function.type not in FUNCTIONS:
            return self.no
        return self.function.matches(Site(function, site.file, for_body=True))

    def refusal(self, _site: Site) -> str:
        return "this block is not the body of a function"

    def implied_imports(self) -> frozenset[str]:
        return self.function.implied_imports()


def decode(value: Value, decode_join_point: Callable[[Value], JoinPoint]) -> FunctionBody:
    """One join point, asked about functions."""
    return FunctionBody(decode_join_point(value))
