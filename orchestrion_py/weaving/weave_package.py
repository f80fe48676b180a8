"""The weave itself: the files of a package go in, and come out as the aspects change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.types.questions import UntypedError
from orchestrion_py.weaving.dependency import is_dependency
from orchestrion_py.weaving.directives import could_mean_two_literals, directives_in
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.injected import declarations_of
from orchestrion_py.weaving.package import (
    CodeWarning,
    Failed,
    Outcome,
    Package,
    Skipped,
    Source,
    UnusedDirective,
    Woven,
    WovenFile,
)
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.positions import readable_name, with_positions
from orchestrion_py.weaving.site import File
from orchestrion_py.weaving.syntax import first_error, parse
from orchestrion_py.weaving.walk import Walked, by_kind, walk
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from orchestrion_py.types.questions import Types
    from orchestrion_py.weaving.walk import Aspect


def weave(
    sources: Iterable[Source],
    package: Package,
    aspects: Sequence[Aspect],
    rename: Callable[[str], str] = readable_name,
    types: Callable[[], Types] | None = None,
) -> Outcome:
    """Weave aspects into the files of a package.

    `rename` maps a file to its name in line directives, `types` returns the types of the package. Nothing is parsed unless some
    aspect may match the package and some file. If a file to be woven is not Go, or the package does not type-check and an aspect
    needs types, nothing is woven: the compiler reports the fault in its own words.
    """
    candidates = [aspect for aspect in aspects if aspect.join_point.may_match_package(package)]
    if not candidates:
        return Skipped("no aspect applies to this package")
    sources = tuple(sources)
    siblings = PackageTexts(source.text for source in sources)
    directives = frozenset().union(*(aspect.directives for aspect in candidates))
    files = []
    warnings: list[UnusedDirective | CodeWarning] = []
    parsed = False
    for source in sources:
        mentioned = [directive for directive in directives if f"//{directive}".encode() in source.text]
        if not mentioned and not any(aspect.join_point.may_match_file(source.text) for aspect in candidates):
            continue
        parsed = True
        try:
            file = _opened(source, package, types, siblings)
            if isinstance(file, Skipped):
                return file
            walked = walk(file, by_kind(candidates))
            woven = _finish(file, walked, candidates, rename) if walked.applied else None
        except UntypedError as error:
            return Skipped(f"it does not type-check: {error}", unparsed=True)
        except WeaveError as error:
            return Failed(error.message, error.hint)
        warnings += _unused(file, mentioned, walked)
        warnings += file.warnings
        if woven is not None:
            files.append(woven)
    if files:
        return Woven(tuple(files), tuple(warnings))
    reason = "nothing in its source matches" if parsed else "no file mentions what an aspect looks for"
    return Skipped(reason, warnings=tuple(warnings))


def _opened(
    source: Source, package: Package, types: Callable[[], Types] | None, siblings: PackageTexts
) -> File | Skipped:
    root = parse(source.text).root_node
    if root.has_error:
        bad = first_error(root) or root
        row, column = bad.start_point
        place = f"{source.path}:{row + 1}:{column + 1}"
        return Skipped(f"{place}: pyorch cannot parse this as Go", unparsed=True, place=place)
    imports = Imports(root, source.text, package.package_names, package.import_path, siblings)
    return File(source, package, root, imports, types, siblings=siblings)


def _unused(file: File, directives: Iterable[str], walked: Walked) -> Iterator[UnusedDirective]:
    """The directive comments of a file that no join point found in front of a node; none in a dependency."""
    if is_dependency(file.source.path, file.package.import_path):
        return
    for directive in sorted(directives):
        for comment in directives_in(file.root, directive):
            if comment.start_byte not in walked.directives:
                yield UnusedDirective(directive, file.position(comment), could_mean_two_literals(comment))


def _finish(file: File, walked: Walked, aspects: Sequence[Aspect], rename: Callable[[str], str]) -> WovenFile:
    text = file.source.text
    declarations, applied = declarations_of(file, aspects)
    file.names.write()
    if file.links:
        file.imports.need("unsafe")
    for declaration in declarations:
        file.edits.insert(len(text), ("\n", *declaration, "\n"))
    file.imports.write(file.edits)
    return WovenFile(
        path=file.source.path,
        text=with_positions(file.source.path, text, file.edits.apply(text), rename),
        imports=file.imports.added - {"unsafe"},
        links=frozenset(file.links),
        lang=file.lang,
        aspects=(*walked.applied, *applied),
    )
