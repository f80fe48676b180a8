"""An aspect: a join point, and the advice for each node that it matches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.requires import Requires
    from orchestrion_py.aspects.literal_filter import Clues
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


class JoinPoint(Protocol):
    """What every join point answers, see weaving.walk.JoinPoint; `clues` is the question that a build asks first."""

    @property
    def kinds(self) -> frozenset[str]: ...
    def clues(self) -> Clues: ...
    def may_match_package(self, package: Package) -> bool: ...
    def may_match_file(self, text: bytes) -> bool: ...
    def matches(self, site: Site) -> bool: ...
    def implied_imports(self) -> frozenset[str]:
        """The packages that any package it matches imports, or is."""


class Advice(Protocol):
    """What every advice answers, see weaving.walk.Advice."""

    @property
    def order(self) -> tuple[str, int]: ...
    def apply(self, site: Site) -> None: ...
    def imports(self) -> frozenset[str]:
        """The packages that it may import into what it changes."""

    def links(self) -> frozenset[str]:
        """The packages that it links without importing them."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect; `tracer_internal` keeps it where a vendor's own packages are otherwise left alone.

    `requires` names the modules that a build must have for it, and their versions; `directives` are those that the join point
    looks for. Of the aspects with one word `once` that match a node, the last one alone is applied.
    """

    id: str
    join_point: JoinPoint
    advice: tuple[Advice, ...]
    tracer_internal: bool = False
    requires: Requires = field(default_factory=dict)
    directives: frozenset[str] = frozenset()
    once: str = ""

    @property
    def injected(self) -> frozenset[str]:
        """The packages it imports or links."""
        return frozenset().union(*(advice.imports() | advice.links() for advice in self.advice))
