"""The weave itself: which aspects match which nodes of a package, and their advice applied in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from orchestrion_py.weaving.directives import has_directive
from orchestrion_py.weaving.errors import SnippetError, WeaveError
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.package import Applied, Failed, Outcome, Package, Skipped, Source, Woven, WovenFile
from orchestrion_py.weaving.positions import with_positions
from orchestrion_py.weaving.site import File, Site
from orchestrion_py.weaving.snippets import numbered, readable
from orchestrion_py.weaving.syntax import ancestors, first_error, nodes_of_kinds, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tree_sitter import Node


class JoinPoint(Protocol):
    """Where an aspect applies, asked from the cheap question to the dear one."""

    @property
    def kinds(self) -> frozenset[str] | None:
        """The kinds of syntax node that can match; None: any."""

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
    """A join point, and the advice for what it matches."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def join_point(self) -> JoinPoint: ...  # noqa: D102
    @property
    def advice(self) -> Sequence[Advice]: ...  # noqa: D102


_IGNORE = ("orchestrion:ignore", "dd:ignore")


def weave(
    sources: Iterable[Source], package: Package, aspects: Sequence[Aspect], rename: Callable[[str], str] = str
) -> Outcome:
    """Weave aspects into the files of a package; `rename` says what line directives call a file.

    Nothing is parsed unless some aspect may match the package and some file. Where a file that would be woven is not Go, nothing
    is woven: the compiler says what is wrong with it, in its own words.
    """
    candidates = [aspect for aspect in aspects if aspect.join_point.may_match_package(package)]
    if not candidates:
        return Skipped("no aspect applies to this package")
    files = []
    parsed = False
    for source in sources:
        if not any(aspect.join_point.may_match_file(source.text) for aspect in candidates):
            continue
        parsed = True
        try:
            woven = _weave_file(source, package, candidates, rename)
        except WeaveError as error:
            return Failed(error.message)
        if isinstance(woven, Skipped):
            return woven
        if woven is not None:
            files.append(woven)
    if files:
        return Woven(tuple(files))
    return Skipped("nothing in its source matches" if parsed else "no file mentions what an aspect looks for")


def _weave_file(
    source: Source, package: Package, aspects: Sequence[Aspect], rename: Callable[[str], str]
) -> WovenFile | Skipped | None:
    root = parse(source.text).root_node
    if root.has_error:
        bad = first_error(root) or root
        row, column = bad.start_point
        return Skipped(f"{source.path}:{row + 1}:{column + 1}: not Go, as far as pyorch can tell", unparsed=True)
    file = File(source, package, root, Imports(root, source.text, package.package_names))
    ignores = any(mark.encode() in source.text for mark in _IGNORE)
    by_kind = _by_kind(aspects)
    for node in nodes_of_kinds(root, by_kind):
        site = Site(node, file)
        matched = [aspect for aspect in by_kind[node.type] if aspect.join_point.matches(site)]
        if matched and not (ignores and _is_ignored(node, root)):
            _apply(matched, site)
    return _finish(file, rename) if file.applied else None


def _by_kind(aspects: Iterable[Aspect]) -> dict[str, list[Aspect]]:
    """The aspects to be asked about each kind of node; one that any node would match is asked once a file, at its root."""
    found: dict[str, list[Aspect]] = {}
    for aspect in aspects:
        kinds = aspect.join_point.kinds
        for kind in ("source_file",) if kinds is None else kinds:
            found.setdefault(kind, []).append(aspect)
    return found


def _is_ignored(node: Node, root: Node) -> bool:
    clause = next((child for child in root.named_children if child.type == "package_clause"), None)
    places = [node, *ancestors(node)] + ([clause] if clause is not None else [])
    return any(has_directive(place, mark) for place in places for mark in _IGNORE)


def _apply(aspects: Sequence[Aspect], site: Site) -> None:
    ordered = sorted(
        (
            (advice.order, index, aspect, number)
            for index, aspect in enumerate(aspects)
            for number, advice in enumerate(aspect.advice)
        ),
        key=lambda entry: (entry[0], entry[1], entry[3]),
    )
    for _, _, aspect, number in ordered:
        try:
            aspect.advice[number].apply(site)
        except (SnippetError, WeaveError) as error:
            place = f"{site.file.position(site.node)}: aspect {aspect.id!r}, advice {number + 1}"
            raise WeaveError(f"{place}: {error.message}{_rendered(error, site)}") from error
    line, column = site.file.positions.line_column(site.node.start_byte)
    site.file.applied.extend(Applied(aspect.id, line, column) for aspect in aspects)


def _rendered(error: SnippetError | WeaveError, site: Site) -> str:
    if not isinstance(error, SnippetError):
        return ""
    return "\n" + numbered(readable(error.rendered, site.file.source.text))


def _finish(file: File, rename: Callable[[str], str]) -> WovenFile:
    text = file.source.text
    file.names.write()
    if file.links:
        file.imports.need("unsafe")
    for declaration in file.declarations:
        file.edits.insert(len(text), ("\n", *declaration, "\n"))
    file.imports.write(file.edits)
    return WovenFile(
        path=file.source.path,
        text=with_positions(file.source.path, text, file.edits.apply(text), rename),
        imports=file.imports.added - {"unsafe"},
        links=frozenset(file.links),
        lang=file.lang,
        aspects=tuple(file.applied),
    )
