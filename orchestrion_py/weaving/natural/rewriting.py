"""Weaves one file for people: with the aspects, join points and templates of a build, but in another form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.injected import declarations_of
from orchestrion_py.weaving.natural.importing import write_imports
from orchestrion_py.weaving.natural.lines import with_line_directives
from orchestrion_py.weaving.natural.natural_names import Natural
from orchestrion_py.weaving.natural.prologue_layout import write_prologues
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.selection import selection
from orchestrion_py.weaving.site import File
from orchestrion_py.weaving.syntax import first_error, parse
from orchestrion_py.weaving.walk import by_kind, walk
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from orchestrion_py.types.questions import Types
    from orchestrion_py.weaving.edits import Run
    from orchestrion_py.weaving.form import Form
    from orchestrion_py.weaving.package import Package, Source
    from orchestrion_py.weaving.walk import Aspect


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about a file: its package, the text of all files of the package, settings for templates, and types."""

    package: Package
    siblings: PackageTexts = field(default_factory=PackageTexts)
    settings: Mapping[str, str] = field(default_factory=dict)
    types: Callable[[], Types] | None = None


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new text of a file. `functions` is the number of changed functions; `left_out` has the lines of others, with reasons.

    `may_need_format`: gofmt may want to align code beside a change. `is_plain`: the change consists of whole new lines, which
    undoing is certain to remove.
    """

    text: bytes
    functions: int = 0
    left_out: tuple[tuple[int, str], ...] = ()
    may_need_format: bool = False
    is_plain: bool = False


def rewritten(
    source: Source, aspects: Sequence[Aspect], around: Surroundings, *, keeps_lines: bool = False
) -> Rewritten:
    """Weave aspects into a file. Raises WeaveError if it is not Go, or if an aspect cannot be applied."""
    if not any(aspect.join_point.may_match_file(source.text) for aspect in aspects):
        return Rewritten(source.text)
    natural = Natural(around.settings)
    file = opened(source, around, natural)
    walked = walk(file, by_kind(aspects))
    left_out = tuple(
        sorted((file.positions.line_column(start)[0], reason) for start, reason in walked.left_out.items())
    )
    if not walked.applied:
        return Rewritten(source.text, 0, left_out)
    for declaration in declarations_of(file, aspects)[0]:
        file.edits.insert(len(source.text), ("\n", *declaration, "\n"))
    file.names.write()
    if file.links:
        file.imports.need("unsafe")
    is_spread = write_prologues(file, natural.prologues)
    is_lined_up = write_imports(file.imports, file.edits)
    runs = file.edits.apply(source.text)
    text = _with_lines(file, runs) if keeps_lines else b"".join(run.text for run in runs)
    moves_neighbours = is_spread or is_lined_up
    is_plain = not (moves_neighbours or keeps_lines or file.declarations or b"\r" in source.text)
    return Rewritten(text, len(natural.prologues), left_out, moves_neighbours, is_plain)


def opened(source: Source, around: Surroundings, form: Form) -> File:
    """Parse a file for weaving. Raises WeaveError if it is not Go."""
    root = parse(source.text).root_node
    if root.has_error:
        bad = first_error(root) or root
        row, column = bad.start_point
        raise WeaveError(
            f"{source.path}:{row + 1}:{column + 1}: pyorch cannot parse this as Go; run gofmt -e for the cause"
        )
    package = around.package
    siblings = around.siblings or PackageTexts((source.text,))
    imports = Imports(root, source.text, package.package_names, package.import_path, siblings, form.package_name)
    return File(source, package, root, imports, around.types, form=form, siblings=siblings)


def unknown_command(source: Source, word: str) -> str | None:
    """The first fault in the comments that select functions, with its place; None without a fault."""
    if f"//{word}:".encode() not in source.text:
        return None
    found = selection(parse(source.text).root_node, source.text, word).unknown
    if found is None:
        return None
    return f"{source.path}:{found.node.start_point.row + 1}:{found.node.start_point.column + 1}: {found.message}"


def _with_lines(file: File, runs: Iterable[Run]) -> bytes:
    ends = [
        child.end_byte for child in file.root.named_children if child.type in ("package_clause", "import_declaration")
    ]
    return with_line_directives(file.source.text, runs, max(ends, default=0) + 1)
