"""`pyorch unpin`: take out of go.mod, go.sum and orchestrion.tool.go what `pyorch pin` put in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from orchestrion_py.cli.changing_module import changing_module, print_changes
from orchestrion_py.cli.colours import console
from orchestrion_py.counted import counted
from orchestrion_py.pinning.unpin_module import unpin as unpin_module

if TYPE_CHECKING:
    from rich.console import Console

    from orchestrion_py.pinning.unpin_module import Unpinned


def unpin(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change as a diff, and write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Remove what `pyorch pin` added.

    Removes the lines of orchestrion.tool.go that a pin wrote, the file itself if nothing else is in it, and the requirements
    that nothing else needs. Versions that a pin raised stay. If anything fails, every file stays as it was.

    Example: pyorch unpin --dry-run
    """
    with changing_module("unpin") as report:
        unpinned = unpin_module(Path.cwd(), dry_run=dry_run, report=report)
    if as_json:
        typer.echo(json.dumps(_as_object(unpinned, dry_run=dry_run), ensure_ascii=False))
    else:
        _print_result(unpinned, console(), dry_run=dry_run)


def _as_object(unpinned: Unpinned, *, dry_run: bool) -> dict[str, object]:
    return {
        "version": 1,
        "module": unpinned.module,
        "imports": list(unpinned.imports),
        "requirements": list(unpinned.requirements),
        "kept": list(unpinned.kept),
        "changed": list(unpinned.changed),
        "dryRun": dry_run,
    }


def _print_result(unpinned: Unpinned, out: Console, *, dry_run: bool) -> None:
    if not unpinned.imports:
        out.print(f"[bold]{escape(unpinned.module)}[/] is not pinned: nothing to change")
        return
    out.print(
        f"removing {counted(len(unpinned.imports), 'import')} and {counted(len(unpinned.requirements), 'requirement')}"
    )
    if unpinned.kept:
        out.print(f"orchestrion.tool.go still imports {escape(', '.join(unpinned.kept))}")
    print_changes(out, unpinned.changed, unpinned.changes, dry_run=dry_run)
