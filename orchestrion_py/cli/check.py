"""`pyorch check`: look at aspect files and tell what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestrion_py.aspects.loading import FILE_NAME, load_with_extends
from orchestrion_py.aspects.values import AspectError


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE|DIR]...", help="Aspect files, or folders with one.")
    ] = None,
) -> None:
    """Check aspect files: file:line:column: message for a fault, and exit code 1.

    Without arguments, the orchestrion.yml of this folder.

    Example: pyorch check orchestrion.yml
    """
    faults = 0
    for path in paths or [Path()]:
        file = path / FILE_NAME if path.is_dir() else path
        try:
            loaded = load_with_extends(str(file))
        except AspectError as error:
            typer.echo(str(error), err=True)
            faults += 1
        else:
            count = sum(len(each.entries) for each in loaded)
            typer.echo(f"{file}: {count} aspects, no fault")
    raise typer.Exit(1 if faults else 0)
