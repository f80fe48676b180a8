"""`pyorch diff`: what weaving changes, as a unified diff."""

from __future__ import annotations

import difflib
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from orchestrion_py.build.preview import Preview, preview

_STYLES = (("+++", "bold"), ("---", "bold"), ("@@", "cyan"), ("+", "green"), ("-", "red"))


def diff(
    packages: Annotated[list[str], typer.Argument(metavar="PACKAGES...", help="Packages as go names them.")],
) -> None:
    """Print what weaving changes in the sources of packages; fit for `patch` in a pipe, coloured on a terminal.

    Example: pyorch diff ./...
    """
    console = Console(highlight=False, soft_wrap=True)
    for file in preview(packages, None, ""):
        for line in _unified(file):
            if console.is_terminal:
                console.print(Text(line, style=_style(line)), end="")
            else:
                typer.echo(line, nl=False)


def _unified(file: Preview) -> list[str]:
    if file.woven is None:
        return []
    before = file.original.decode("utf-8", "replace").splitlines(keepends=True)
    after = file.woven.text.decode("utf-8", "replace").splitlines(keepends=True)
    lines = difflib.unified_diff(before, after, file.path, file.path)
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]


def _style(line: str) -> str:
    return next((style for start, style in _STYLES if line.startswith(start)), "")
