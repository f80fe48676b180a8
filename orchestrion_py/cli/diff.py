"""`pyorch diff`: print what weaving changes as a unified diff."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.cli.pager import paged, write_diff
from orchestrion_py.cli.preview_options import (
    Aspects,
    BuildFlags,
    Counted,
    ExitCode,
    ImportPath,
    Targets,
    Tests,
    given_aspects,
    report_nothing_woven,
)
from orchestrion_py.cli.record_diff import print_record_changes
from orchestrion_py.inspection.binary_record import is_program
from orchestrion_py.inspection.preview import preview
from orchestrion_py.instrument.gofmt_layout import settled

if TYPE_CHECKING:
    from orchestrion_py.inspection.preview import Given, Preview


def diff(  # noqa: PLR0913 a flag each
    targets: Targets,
    aspects: Aspects = None,
    import_path: ImportPath = "",
    flags: BuildFlags = "",
    *,
    tests: Tests = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Write straight to the terminal, without a pager.")
    ] = False,
    exit_code: ExitCode = False,
    readable: Annotated[
        bool,
        typer.Option(
            "--readable", help="Show Go as a person would write it. It is for reading: a build weaves other text."
        ),
    ] = False,
) -> None:
    """Print what weaving changes as a unified diff.

    On a terminal the diff has colours and goes through a pager. In a pipe it is plain, and `patch -p0` applies it. For two
    programs that are already built, as in `pyorch diff OLD NEW`, prints what differs between their records.

    Example: pyorch diff ./...
    """
    if len(targets) == 2 and all(map(is_program, targets)):
        is_different = print_record_changes(*targets)
    else:
        given = replace(given_aspects(aspects, flags, tests=tests), for_people=readable)
        is_different = _print_changes(Counted(preview(targets, given, import_path)), given, wants_pager=not no_pager)
    if exit_code and is_different:
        raise typer.Exit(1)


def _print_changes(files: Counted, given: Given, *, wants_pager: bool) -> bool:
    """Print the diff of each file that weaving changes. Return whether there is one."""
    changed = (file for file in files if file.woven is not None)
    first = next(changed, None)
    if first is None:
        report_nothing_woven(given, files)
        return False
    if given.for_people:
        typer.echo("pyorch: this diff is for reading: a build weaves the text that `pyorch weave` prints", err=True)
    with paged(wanted=wants_pager) as out:
        for file in itertools.chain([first], changed):
            write_diff(out, file.path, file.original, _after(file))
    return True


def _after(file: Preview) -> bytes:
    """Return the woven text: for people if they want it, and if there is such a form."""
    if file.readable:
        return settled([(file.original, file.readable)])[0]
    return file.woven.text if file.woven is not None else file.original
