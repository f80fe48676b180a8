"""An aspect: a join point, and the advice for each node that it matches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from orchestrion_py.aspects.literal_filter import ANYTHING, LiteralFilter
from orchestrion_py.weaving.answer import MISMATCH, Answer, Mismatch

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.requires import Requires
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class Part:
    """A join point, or an option of one. A subclass overrides the questions that it can answer with no.

    `no` is the answer for every node that does not match: it names the part of the aspect file, and costs nothing to return.
    """

    no: Mismatch = field(default=MISMATCH, kw_only=True, compare=False, repr=False)

    @property
    def required(self) -> tuple[Part, ...]:
        """The parts that must all match for this one to match."""
        return ()

    @property
    def inner(self) -> tuple[Part, ...]:
        """All parts that this one consists of."""
        return self.required

    def refusal(self, _site: Site) -> str:
        """Why the node at hand does not match, in words; empty if the aspect file says it all. Asked only to explain."""
        return ""

    def is_close(self, _site: Site) -> bool:
        """Whether a node that does not match looks like one that does, to a person. Asked only to explain."""
        return False

    def literal_filter(self) -> LiteralFilter:
        """The literals of which a package has at least one if this can match in it: the question that a build asks first."""
        return ANYTHING

    def may_match_package(self, _package: Package) -> bool:
        """Whether anything in the package can match, from its path, name and imports alone."""
        return True

    def may_match_file(self, _text: bytes) -> bool:
        """Whether anything in a file can match, from its bytes alone."""
        return True

    def matches(self, site: Site) -> Answer:
        """Whether the node at hand matches. Writes nothing."""
        raise NotImplementedError

    def implied_imports(self) -> frozenset[str]:
        """The packages that every package it matches either imports or is."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class JoinPoint(Part):
    """Where an aspect applies."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of syntax node that can match; ANY_KIND stands for all of them."""
        raise NotImplementedError


_Decoded = TypeVar("_Decoded", bound=Part)


def stated(part: _Decoded, value: Value) -> _Decoded:
    """A decoded part that names in its answers where the aspect file states it."""
    return replace(part, no=Mismatch(value)) if part.no is MISMATCH else part


class Advice(Protocol):
    """What every advice answers, see weaving.walk.Advice."""

    @property
    def order(self) -> tuple[str, int]: ...
    def apply(self, site: Site) -> None: ...
    def imports(self) -> frozenset[str]:
        """The packages that it may import into the file that it changes."""

    def links(self) -> frozenset[str]:
        """The packages that it links without importing them."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect; `tracer_internal` keeps it where a vendor's own packages are otherwise left alone.

    `requires` names the modules that a build must have for it, and their versions. `directives` are those that the join point
    looks for. If several aspects with the same `once` match a node, only the last of them is applied.
    `only_warns`: no advice changes code.
    """

    id: str
    join_point: JoinPoint
    advice: tuple[Advice, ...]
    tracer_internal: bool = False
    requires: Requires = field(default_factory=dict)
    directives: frozenset[str] = frozenset()
    once: str = ""
    only_warns: bool = False

    @property
    def injected(self) -> frozenset[str]:
        """The packages it imports or links."""
        return frozenset().union(*(advice.imports() | advice.links() for advice in self.advice))
