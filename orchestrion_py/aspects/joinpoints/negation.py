"""`not`: the join point does not match the same node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.literal_filter import ANYTHING, Clues
from orchestrion_py.weaving.syntax import ANY_KIND

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.model import JoinPoint
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class Not:
    """A negation. What may match says nothing about what may not, so it filters no package and no file."""

    inner: JoinPoint

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({ANY_KIND})

    def clues(self) -> Clues:
        return ANYTHING

    def may_match_package(self, _package: Package) -> bool:
        return True

    def may_match_file(self, _text: bytes) -> bool:
        return True

    def matches(self, site: Site) -> bool:
        return not self.inner.matches(site)

    def implied_imports(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value, decode_join_point: Callable[[Value], JoinPoint]) -> Not:
    """One join point."""
    return Not(decode_join_point(value))
