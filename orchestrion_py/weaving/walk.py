"""One walk over a syntax tree: which aspects match which nodes, and their advice applied in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from orchestrion_py.vendors.registry import IGNORE_DIRECTIVES
from orchestrion_py.weaving.answer import Part
from orchestrion_py.weaving.directives import directive_text
from orchestrion_py.weaving.package import Applied
from orchestrion_py.weaving.site import Site
from orchestrion_py.weaving.snippets import numbered, readable
from orchestrion_py.weaving.syntax import ANY_KIND, each_of_kinds
from orchestrion_py.weaving.weave_errors import SnippetError, WeaveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.answer import Answer
    from orchestrion_py.weaving.site import File


class JoinPoint(Part, Protocol):
    """Where an aspect applies."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of syntax node that can match; ANY_KIND stands for all of them."""


class Advice(Protocol):
    """What an aspect changes at a node."""

    @property
    def order(self) -> tuple[str, int]:
        """Namespace and order: the advice of one node is applied in ascending order, so the last ends up topmost."""

    def apply(self, site: Site) -> None:
        """Record the change. Raises SnippetError or WeaveError where it cannot be made."""


class Aspect(Protocol):
    """A join point, and the advice for the nodes that it matches; `directives` are those that the join point looks for.

    `only_warns`: no advice changes code, so the aspect does not count as applied.
    """

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def join_point(self) -> JoinPoint: ...  # noqa: D102
    @property
    def advice(self) -> Sequence[Advice]: ...  # noqa: D102
    @property
    def directives(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def once(self) -> str: ...  # noqa: D102
    @property
    def only_warns(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk found: the aspects that it applied, and what their join points answered.

    `directives` has the offsets of the directive comments that some join point found in front of a node. `left_out` has the
    functions that a join point refused for a cause that users should see: the cause, by the offset of the function.
    """

    applied: tuple[Applied, ...]
    directives: frozenset[int]
    left_out: Mapping[int, str]


def by_kind(aspects: Iterable[Aspect]) -> dict[str, list[Aspect]]:
    """The aspects to ask about each kind of node. An aspect for any kind is asked once a file, at its root."""
    found: dict[str, list[Aspect]] = {}
    for aspect in aspects:
        for kind in {"source_file" if kind == ANY_KIND else kind for kind in aspect.join_point.kinds}:
            found.setdefault(kind, []).append(aspect)
    return found


def walk(file: File, aspects: Mapping[str, Sequence[Aspect]]) -> Walked:
    """Ask the aspects of each kind about the file's nodes, children first, and apply the advice of those that match."""
    ignores = any(mark.encode() in file.source.text for mark in IGNORE_DIRECTIVES)
    applied: list[Applied] = []
    directives: set[int] = set()
    left_out: dict[int, str] = {}
    for node in each_of_kinds(file.root, aspects):
        site = Site(node, file)
        matched = []
        for aspect in aspects[node.type]:
            answer = _answer(aspect, site)
            if answer.directives:
                directives.update(answer.directives)
            if answer:
                matched.append(aspect)
            elif answer.remark:
                left_out[answer.start] = answer.remark
        if matched and not (ignores and ignore_directive_of(node)):
            applied += _apply(_once(matched), site)
    return Walked(tuple(applied), frozenset(directives), left_out)


def _once(matched: list[Aspect]) -> list[Aspect]:
    """Keep only the last aspect of each `once` group."""
    last = {aspect.once: aspect for aspect in matched}
    return [aspect for aspect in matched if not aspect.once or last[aspect.once] is aspect]


def _answer(aspect: Aspect, site: Site) -> Answer:
    try:
        return aspect.join_point.matches(site)
    except WeaveError as error:
        raise WeaveError(f"{site.file.position(site.node)}: aspect {aspect.id!r}: {error.message}") from error


def ignore_directive_of(node: Node) -> str | None:
    """The directive that keeps all aspects out of a node, on the node or around it."""
    return next((mark for mark in IGNORE_DIRECTIVES if directive_text(node, mark) is not None), None)


def _apply(aspects: Sequence[Aspect], site: Site) -> list[Applied]:
    """Apply the advice of aspects that match a node, in order."""
    _refuse_own(aspects, site)
    ordered = sorted(
        (
            (advice.order, index, aspect, number)
            for index, aspect in enumerate(aspects)
            for number, advice in enumerate(aspect.advice)
        ),
        key=lambda entry: (entry[0], entry[1], entry[3]),
    )
    for _, _, aspect, number in ordered:
        site.file.at_work = aspect
        try:
            aspect.advice[number].apply(site)
        except (SnippetError, WeaveError) as error:
            place = f"{site.file.position(site.node)}: aspect {aspect.id!r}, advice {number + 1}"
            raise WeaveError(f"{place}: {error.message}{_rendered(error, site)}") from error
    line, column = site.file.line_column(site.node)
    return [Applied(aspect.id, line, column) for aspect in aspects if not aspect.only_warns]


def _refuse_own(aspects: Sequence[Aspect], site: Site) -> None:
    """Refuse an aspect that matches in a declaration that it injected: it would inject for ever."""
    cause = site.file.cause
    if cause is None:
        return
    for aspect in aspects:
        if aspect in cause.by:
            way = " inside a declaration injected by ".join(
                repr(getattr(each, "id", "")) for each in reversed(cause.by)
            )
            raise WeaveError(
                f"{site.file.position(site.node)}: aspect {aspect.id!r} matches in a declaration injected by {way}: "
                "exclude that declaration from its join point"
            )


def _rendered(error: SnippetError | WeaveError, site: Site) -> str:
    if not isinstance(error, SnippetError):
        return ""
    return "\n" + numbered(readable(error.rendered, site.file.source.text))
