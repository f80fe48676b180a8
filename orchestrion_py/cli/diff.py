"""`pyorch diff`: what weaving changes, as a unified diff."""

from __future__ import annotations

import itertools
import os
from typing import IO, TYPE_CHECKING, Annotated

import typer

from orchestrion_py.build.preview import preview
from orchestrion_py.cli.paging import has_colours, paged
from orchestrion_py.cli.previews import (
    Aspects,
    Counted,
    ImportPath,
    Targets,
    given_aspects,
    tell_nothing,
)
from orchestrion_py.report.diff import coloured, unified

if TYPE_CHECKING:
    from orchestrion_py.build.preview import Preview

_HEADER_LINES = 2


def diff(
    targets: Targets,
    aspects: Aspects = None,
    import_path: ImportPath = "",
    *,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Write straight to the terminal.")] = False,
) -> None:
    """Print what weaving changes in Go sources; in colour and paged on a terminal, fit for `patch -p0` in a pipe.

    Example: pyorch diff ./...
    """
    given = given_aspects(aspects)
    files = Counted(preview(targets, given, import_path))
    changed = (file for file in files if file.woven is not None)
    first = next(changed, None)
    if first is None:
        tell_nothing(given, files)
        return
    with paged(wanted=not no_pager) as out:
        for file in itertools.chain([first], changed):
            _write(file, out)


def _write(file: Preview, out: IO[bytes]) -> None:
    after = file.woven.text if file.woven is not None else file.original
    in_colour = has_colours(os.environ)
    for index, line in enumerate(unified(file.path, file.original, after)):
        out.write(coloured(line, is_header=index < _HEADER_LINES) if in_colour else line)
