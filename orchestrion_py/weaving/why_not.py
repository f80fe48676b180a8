"""Why an aspect does not apply to a package: the part of its join point that does not match, and the nearest node."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from orchestrion_py.types.questions import UntypedError
from orchestrion_py.weaving.answer import place_of
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.site import File, Site
from orchestrion_py.weaving.syntax import FUNCTIONS, each_of_kinds, parse
from orchestrion_py.weaving.walk import by_kind, ignore_directive_of
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tree_sitter import Node

    from orchestrion_py.types.questions import Types
    from orchestrion_py.weaving.answer import Mismatch, Part
    from orchestrion_py.weaving.package import Package, Source
    from orchestrion_py.weaving.walk import Aspect, JoinPoint

# How near to a match an aspect came: a file may match, a node was asked about, a directive keeps it out. Without: the package.
_NO_FILE, _NO_NODE, _IGNORED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why an aspect does not apply.

    `place` is the `file:line:column` of the part that does not match, `nearest` that of the Go node that came nearest to a match.
    It is empty if the join point was asked about no node. The greater `depth` is, the nearer the aspect came to a match.
    """

    reason: str
    place: str = ""
    nearest: str = ""
    depth: tuple[str | int, ...] = field(default=(), compare=False)

    @property
    def message(self) -> str:
        """The reason and both places, on one line."""
        place = f" ({self.place})" if self.place else ""
        nearest = f"; nearest: {self.nearest}" if self.nearest else ""
        return f"{self.reason}{place}{nearest}"


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a file, and a column of the first one if only the code there counts."""

    path: str
    first: int
    last: int
    column: int = 0

    def holds(self, node: Node) -> bool:
        """Whether a node starts in the region, or is the function that the region belongs to, or its body."""
        first, last = node.start_point.row + 1, node.end_point.row + 1
        is_function = node.type in FUNCTIONS or (node.parent is not None and node.parent.type in FUNCTIONS)
        if is_function and first <= self.first and last >= self.last:
            return True
        if not self.column:
            return self.first <= first <= self.last
        place = (self.first - 1, self.column - 1)
        return first == self.first and tuple(node.start_point) <= place < tuple(node.end_point)


def why_not(
    aspect: Aspect,
    package: Package,
    sources: Sequence[Source],
    types: Callable[[], Types] | None = None,
    region: Region | None = None,
) -> WhyNot | None:
    """Find out why an aspect does not apply to a package, or in a region of it; None if it does.

    This asks the join point again what weaving asked it, so it costs as much as weaving.
    """
    join_point = aspect.join_point
    refusing = _refusing(join_point, lambda part: part.may_match_package(package))
    if refusing is not None:
        return _from_part(refusing, f"{refusing.no.name} cannot match in package {package.import_path}")
    shown = [source for source in sources if region is None or source.path == region.path]
    # The nodes of a region answer for themselves.
    searched = shown if region is not None else [each for each in shown if join_point.may_match_file(each.text)]
    if not searched:
        return replace(_in_no_file(join_point, shown), depth=(_NO_FILE,))
    siblings = PackageTexts(source.text for source in sources)
    try:
        return _at_no_node(aspect, [_opened(source, package, types, siblings) for source in searched], region)
    except (WeaveError, UntypedError) as error:
        return WhyNot(str(error))


def is_near(found: WhyNot) -> bool:
    """Whether the join point was asked about a node: a package or a file that it refuses as a whole is not near."""
    return found.depth[:1] >= (_NO_NODE,)


def _refusing(part: Part, accepts: Callable[[Part], bool]) -> Part | None:
    """The innermost part that says no to a question, or None."""
    if accepts(part):
        return None
    inner = (_refusing(each, accepts) for each in part.required)
    return next((each for each in inner if each is not None), part)


def _in_no_file(join_point: JoinPoint, sources: Sequence[Source]) -> WhyNot:
    refusing = [_refusing(join_point, partial(_may_match_file, source.text)) for source in sources]
    last = max((part for part in refusing if part is not None), key=lambda part: _order(part.no), default=join_point)
    return _from_part(last, f"no file mentions what {last.no.name} looks for")


def _may_match_file(text: bytes, part: Part) -> bool:
    return part.may_match_file(text)


def _opened(source: Source, package: Package, types: Callable[[], Types] | None, siblings: PackageTexts) -> File:
    root = parse(source.text).root_node
    imports = Imports(root, source.text, package.package_names, package.import_path, siblings)
    return File(source, package, root, imports, types, siblings=siblings)


def _at_no_node(aspect: Aspect, files: Sequence[File], region: Region | None) -> WhyNot | None:
    nearest: tuple[Mismatch, Site] | None = None
    rank: tuple[object, ...] = ()
    for site in _sites(aspect, files):
        if region is not None and not region.holds(site.node):
            continue
        answer = aspect.join_point.matches(site)
        if answer:
            ignored = ignore_directive_of(site.node)
            if ignored is None:
                return None
            return WhyNot(f"//{ignored} keeps it out", "", site.file.position(site.node), (_IGNORED,))
        part = _part_of(aspect.join_point, answer)
        of_site = _order(answer), part is not None and part.is_close(site)
        if nearest is None or of_site > rank:
            nearest, rank = (answer, site), of_site
    if nearest is None:
        kinds = " or ".join(sorted(kind.replace("_", " ") for kind in by_kind([aspect])))
        where = "no file that it looks at has" if region is None else "there is no"
        why = _from_part(aspect.join_point, f"{where} {'a ' if region is None else ''}{kinds}")
        return replace(why, depth=(_NO_FILE,))
    mismatch, site = nearest
    place = site.file.position(_noted(mismatch, site))
    part = _part_of(aspect.join_point, mismatch)
    words = part.refusal(site) if part is not None and not mismatch.remark else ""
    reason = f"{mismatch.reason}: {words}" if words else mismatch.reason
    return WhyNot(reason, mismatch.place, place, (_NO_NODE, *_order(mismatch)))


def _part_of(part: Part, mismatch: Mismatch) -> Part | None:
    """The part of a join point that a mismatch names."""
    if part.no.part is not None and part.no.part is mismatch.part:
        return part
    return next(filter(None, (_part_of(each, mismatch) for each in part.inner)), None)


def _sites(aspect: Aspect, files: Sequence[File]) -> Iterator[Site]:
    for file in files:
        for node in each_of_kinds(file.root, by_kind([aspect])):
            yield Site(node, file)


def _noted(mismatch: Mismatch, site: Site) -> Node:
    """The node that a mismatch is about: the function of its remark, or the node that was asked about."""
    function = site.file.root.descendant_for_byte_range(mismatch.start, mismatch.start) if mismatch.remark else None
    return function or site.node


def _order(mismatch: Mismatch) -> tuple[str | int, ...]:
    """The later a part stands in its join point, the more parts in front of it matched."""
    return mismatch.part.path if mismatch.part is not None else ()


def _from_part(part: Part, reason: str) -> WhyNot:
    return WhyNot(reason, place_of(part.no.part) if part.no.part is not None else "")
