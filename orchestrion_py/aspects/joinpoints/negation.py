"""`not`: the join point does not match the same node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.weaving.answer import MATCH, Answer, Match
from orchestrion_py.weaving.syntax import ANY_KIND

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class Not(JoinPoint):
    """A negation. It filters no package and no file: that a join point may match does not mean that it does."""

    inner_join_point: JoinPoint

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({ANY_KIND})

    @property
    def inner(self) -> tuple[JoinPoint, ...]:
        return (self.inner_join_point,)

    def refusal(self, _site: Site) -> str:
        return "what it excludes matches"

    def matches(self, site: Site) -> Answer:
        answer = self.inner_join_point.matches(site)
        if answer:
            return self.no.having_read(answer.directives) if answer.directives else self.no
        return Match(answer.directives) if answer.directives else MATCH


def decode(value: Value, decode_join_point: Callable[[Value], JoinPoint]) -> Not:
    """One join point."""
    return Not(decode_join_point(value))
