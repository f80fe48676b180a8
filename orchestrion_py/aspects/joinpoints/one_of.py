"""`one-of`: at least one of several join points matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.weaving.answer import Answer, some

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class OneOf(JoinPoint):
    """A disjunction."""

    parts: tuple[JoinPoint, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset().union(*(part.kinds for part in self.parts))

    @property
    def inner(self) -> tuple[JoinPoint, ...]:
        return self.parts

    def refusal(self, site: Site) -> str:
        close = next((part for part in self.parts if part.is_close(site)), None)
        return close.refusal(site) if close is not None else "none of its parts does"

    def is_close(self, site: Site) -> bool:
        return any(part.is_close(site) for part in self.parts)

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.any_of(part.literal_filter() for part in self.parts)

    def may_match_package(self, package: Package) -> bool:
        return any(part.may_match_package(package) for part in self.parts)

    def may_match_file(self, text: bytes) -> bool:
        return any(part.may_match_file(text) for part in self.parts)

    def matches(self, site: Site) -> Answer:
        return some(self.parts, site, self.no)

    def implied_imports(self) -> frozenset[str]:
        return frozenset.intersection(*(part.implied_imports() for part in self.parts))


def decode(value: Value, decode_join_point: Callable[[Value], JoinPoint]) -> JoinPoint:
    """A list of join points."""
    parts = tuple(decode_join_point(item) for item in value.items())
    return parts[0] if len(parts) == 1 else OneOf(parts)
