"""What `pyorch weave` and `pyorch diff` have in common: where aspects come from, and a word where nothing is woven."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.inspection.preview import aspects_of_files, aspects_of_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.inspection.preview import Given, Preview

# Both commands take the same targets, and the same ways to say what is woven.
Targets = Annotated[
    list[str], typer.Argument(metavar="PACKAGE|FILE...", help="Packages as go names them, or Go files.")
]
Aspects = Annotated[
    list[Path] | None,
    typer.Option("--aspects", metavar="FILE", help="Aspects from this file instead of every other source; repeatable."),
]
ImportPath = Annotated[
    str, typer.Option("--import-path", metavar="P", help="The import path that files are said to belong to.")
]

_MOST_NAMES = 6


class Counted:
    """Previews: how many there have been, and whether their remarks, which go to stderr, say why nothing is woven."""

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


def given_aspects(files: Sequence[Path] | None) -> Given:
    """The aspects of files, or of a build in this folder."""
    return aspects_of_files([str(file) for file in files]) if files else aspects_of_module()


def tell_nothing(given: Given, files: Counted) -> None:
    """Say on stderr why there is nothing to show, unless that has been said."""
    if files.explained:
        return
    if not given.aspects:
        typer.echo(
            "pyorch: nothing is woven: there are no aspects here; `pyorch pin` or an orchestrion.yml brings some",
            err=True,
        )
        return
    names = [aspect.id or "one without an id" for aspect in given.aspects]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    listed = f"{', '.join(names[:_MOST_NAMES])}{more}"
    where = f"{files.seen} file{'' if files.seen == 1 else 's'}"
    typer.echo(f"pyorch: nothing is woven: no aspect matches in {where} ({len(names)} looked at: {listed})", err=True)
