"""The base of join points that ask about a whole package: they match every node of it, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.syntax import ANY_KIND

if TYPE_CHECKING:
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class WholePackage(JoinPoint):
    """A subclass defines `may_match_package`, which answers for every node of the package."""

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({ANY_KIND})

    def matches(self, site: Site) -> Answer:
        return MATCH if self.may_match_package(site.package) else self.no
