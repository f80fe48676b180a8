"""`all-of`: every one of several join points matches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.weaving.answer import Answer, every
from orchestrion_py.weaving.syntax import ANY_KIND

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class AllOf(JoinPoint):
    """A conjunction."""

    parts: tuple[JoinPoint, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return reduce(_common, (part.kinds for part in self.parts))

    @property
    def required(self) -> tuple[JoinPoint, ...]:
        return self.parts

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.all_of(part.literal_filter() for part in self.parts)

    def may_match_package(self, package: Package) -> bool:
        return all(part.may_match_package(package) for part in self.parts)

    def may_match_file(self, text: bytes) -> bool:
        return all(part.may_match_file(text) for part in self.parts)

    def matches(self, site: Site) -> Answer:
        return every(self.parts, site)

    def implied_imports(self) -> frozenset[str]:
        return frozenset().union(*(part.implied_imports() for part in self.parts))


def _common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    common = one & other
    if ANY_KIND in one:
        common |= other
    return common | one if ANY_KIND in other else common


def decode(value: Value, decode_join_point: Callable[[Value], JoinPoint]) -> JoinPoint:
    """A list of join points."""
    parts = tuple(decode_join_point(item) for item in value.items())
    return parts[0] if len(parts) == 1 else AllOf(parts)
