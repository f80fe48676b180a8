"""What the join points have in common that ask about a package as a whole: they match every node of it, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.literal_filter import ANYTHING, Clues
from orchestrion_py.weaving.syntax import ANY_KIND

if TYPE_CHECKING:
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


class WholePackage:
    """Answers for a node what `may_match_package` answers for its package."""

    __slots__ = ()

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({ANY_KIND})

    def clues(self) -> Clues:
        return ANYTHING

    def may_match_package(self, package: Package) -> bool:
        raise NotImplementedError

    def may_match_file(self, _text: bytes) -> bool:
        return True

    def matches(self, site: Site) -> bool:
        return self.may_match_package(site.package)

    def implied_imports(self) -> frozenset[str]:
        return frozenset()
