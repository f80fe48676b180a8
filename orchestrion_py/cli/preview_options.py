"""The options that `pyorch weave` and `pyorch diff` share, and the message when nothing was woven."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.counted import counted
from orchestrion_py.gocommand.flags import split_words
from orchestrion_py.inspection.preview import aspects_of_files, aspects_of_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.inspection.preview import Given, Preview

Targets = Annotated[list[str], typer.Argument(metavar="PACKAGE|FILE", help="Packages as go names them, or Go files.")]
Aspects = Annotated[
    list[Path] | None,
    typer.Option("--aspects", metavar="FILE", help="Use only the aspects of this file. Repeatable."),
]
ImportPath = Annotated[
    str, typer.Option("--import-path", metavar="P", help="The import path of the package that the files form.")
]
Tests = Annotated[
    bool, typer.Option("--test", help="Show what `go test` builds: test files, and packages built for tests.")
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 if there is a difference, and with 0 if there is none.")
]
BuildFlags = Annotated[
    str, typer.Option("--flags", metavar="FLAGS", help="The flags of the build, such as '-tags=integration -race'.")
]

_MOST_NAMES = 6


class Counted:
    """Counts previews as they pass, and prints their remarks to stderr.

    `explained` is true once a remark has said why nothing was woven.
    """

    def __init__(self, files: Iterator[Preview]) -> None:
        self._files = files
        self.seen = 0
        self.explained = False

    def __iter__(self) -> Iterator[Preview]:
        for file in self._files:
            self.seen += 1
            for remark in file.remarks:
                self.explained = True
                typer.echo(f"pyorch: {remark}", err=True)
            yield file


def given_aspects(files: Sequence[Path] | None, flags: str = "", *, tests: bool = False) -> Given:
    """Return the aspects of these files; without files, those of a build in this folder, and print what the build prints."""
    words = split_words(flags)
    if files:
        return aspects_of_files([str(file) for file in files], words, tests=tests)
    given = aspects_of_module(words, tests=tests)
    for remark in given.remarks:
        typer.echo(f"pyorch: {remark}", err=True)
    return given


def report_nothing_woven(given: Given, files: Counted) -> None:
    """Print to stderr why nothing was woven, unless a remark has said so."""
    if files.explained:
        return
    if not given.aspects:
        typer.echo(
            "pyorch: nothing was woven: there are no aspects\n  hint: run `pyorch pin`, or write an orchestrion.yml",
            err=True,
        )
        return
    names = [aspect.id or "(no id)" for aspect in given.aspects]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    listed = f"{', '.join(names[:_MOST_NAMES])}{more}"
    where = f"{counted(files.seen, 'file')}"
    typer.echo(f"pyorch: nothing was woven: no aspect matches in {where} (tried {len(names)}: {listed})", err=True)
