"""One walk over a syntax tree: which aspects match which nodes, and their advice applied in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from orchestrion_py.vendors.registry import IGNORE_DIRECTIVES
from orchestrion_py.weaving.directives import directive_text
from orchestrion_py.weaving.package import Applied
from orchestrion_py.weaving.site import Site
from orchestrion_py.weaving.snippets import numbered, readable
from orchestrion_py.weaving.syntax import ANY_KIND, each_of_kinds
from orchestrion_py.weaving.weave_errors import SnippetError, WeaveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import File


class JoinPoint(Protocol):
    """Where an aspect applies, asked from the cheap question to the dear one."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of syntax node that can match; ANY_KIND stands for all of them."""

    def may_match_package(self, package: Package) -> bool:
        """Whether anything in the package can match, from its path, name and imports alone."""

    def may_match_file(self, text: bytes) -> bool:
        """Whether anything in a file can match, from its bytes alone."""

    def matches(self, site: Site) -> bool:
        """Whether the node at hand matches."""


class Advice(Protocol):
    """What an aspect changes at a node."""

    @property
    def order(self) -> tuple[str, int]:
        """Namespace and order: advice of one node is applied in ascending order, the last ends up topmost."""

    def apply(self, site: Site) -> None:
        """Record the change; SnippetError and WeaveError where it cannot be made."""


class Aspect(Protocol):
    """A join point, and the advice for what it matches; `directives` are those that its join point looks for."""

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


def by_kind(aspects: Iterable[Aspect]) -> dict[str, list[Aspect]]:
    """The aspects to be asked about each kind of node; one that any node would match is asked once a file, at its root."""
    found: dict[str, list[Aspect]] = {}
    for aspect in aspects:
        for kind in {"source_file" if kind == ANY_KIND else kind for kind in aspect.join_point.kinds}:
            found.setdefault(kind, []).append(aspect)
    return found


def walk(file: File, aspects: Mapping[str, Sequence[Aspect]]) -> None:
    """Ask the aspects of each kind about the file's nodes, children first, and apply the advice of those that match."""
    ignores = any(mark.encode() in file.source.text for mark in IGNORE_DIRECTIVES)
    for node in each_of_kinds(file.root, aspects):
        site = Site(node, file)
        matched = [aspect for aspect in aspects[node.type] if _matches(aspect, site)]
        if matched and not (ignores and _is_ignored(node)):
            _apply(_once(matched), site)


def _once(matched: list[Aspect]) -> list[Aspect]:
    """Without those in whose place a later one stands."""
    last = {aspect.once: aspect for aspect in matched}
    return [aspect for aspect in matched if not aspect.once or last[aspect.once] is aspect]


def _matches(aspect: Aspect, site: Site) -> bool:
    try:
        return aspect.join_point.matches(site)
    except WeaveError as error:
        raise WeaveError(f"{site.file.position(site.node)}: aspect {aspect.id!r}: {error.message}") from error


def _is_ignored(node: Node) -> bool:
    return any(directive_text(node, mark) is not None for mark in IGNORE_DIRECTIVES)


def _apply(aspects: Sequence[Aspect], site: Site) -> None:
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
    site.file.applied.extend(Applied(aspect.id, line, column) for aspect in aspects)


def _refuse_own(aspects: Sequence[Aspect], site: Site) -> None:
    """An aspect that matches in what it injects itself would inject for ever."""
    cause = site.file.cause
    if cause is None:
        return
    for aspect in aspects:
        if aspect in cause.by:
            way = ", which holds what is injected by ".join(repr(getattr(each, "id", "")) for each in cause.by)
            raise WeaveError(
                f"{site.file.position(site.node)}: aspect {aspect.id!r} matches in a declaration injected by {way}: "
                "let its join point leave that out"
            )


def _rendered(error: SnippetError | WeaveError, site: Site) -> str:
    if not isinstance(error, SnippetError):
        return ""
    return "\n" + numbered(readable(error.rendered, site.file.source.text))
