"""`pyorch cache`: show the folder and the size of pyorch's cache, or remove what it holds."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.cli.help_layout import Group
from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.cache.cache_entries import INDEX, ORACLES, PLANS, REMOVED, RUNS, SHADOWS, parts
from orchestrion_py.toolexec.cache.cache_folder import cache_folder
from orchestrion_py.toolexec.cache.clean_cache import clean as clean_cache
from orchestrion_py.toolexec.cache.size_limit import VARIABLE, size_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.toolexec.cache.cache_entries import Entry, Part

cache_commands = typer.Typer(
    cls=Group,
    help="Show or remove pyorch's own cache.\n\n"
    "The cache holds what pyorch knows about your builds, not what go compiles. Builds remove what was not used for a month, "
    f"and the oldest entries above {VARIABLE} (2 GiB by default). Without a command, this prints the sizes.",
    epilog="Example: pyorch cache clean",
    rich_markup_mode=None,
)
# One entry of a part, and many.
_NAMES = {
    PLANS: ("plan", "plans", "what a build weaves"),
    INDEX: ("index entry", "index entries", "which build uses which plan"),
    SHADOWS: ("shadow", "shadows", "go.mod files for modules that were never pinned"),
    ORACLES: ("type oracle", "type oracles", "programs that look up types"),
    RUNS: ("build", "builds", "which plans running builds use"),
    REMOVED: ("removed entry", "removed entries", "what a process was removing when it was killed"),
}
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


@cache_commands.callback(invoke_without_command=True)
def cache(context: typer.Context) -> None:
    """Print the sizes if there is no command."""
    if context.invoked_subcommand is None:
        size(as_json=False)


@cache_commands.command(name="dir")
def folder() -> None:
    """Print the folder of the cache.

    PYORCH_CACHE_DIR names another folder. The folder may not exist yet.

    Example: pyorch cache dir
    """
    typer.echo(_folder())


@cache_commands.command()
def size(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, with sizes in bytes.")] = False
) -> None:
    """Print how much of the disk each part of the cache takes.

    Example: pyorch cache size --json
    """
    limit = size_limit(dict(os.environ))
    found = parts(_folder())
    if as_json:
        typer.echo(json.dumps(_as_json(found, limit), indent=2))
        return
    for part in found:
        _, many, purpose = _NAMES[part.name]
        typer.echo(f"{_readable(part.size):>10}  {part.count:>5} {many:<15} {purpose}")
    total = sum(part.size for part in found)
    typer.echo(f"{_readable(total):>10}  of {_readable(limit)} in {_folder()}")


@cache_commands.command()
def clean() -> None:
    """Remove everything from the cache that no running build uses.

    Later builds make it again, which takes a second or so each. What go compiled stays: `go clean -cache` removes that.

    Example: pyorch cache clean
    """
    removal = clean_cache(_folder())
    freed = _readable(sum(entry.size for entry in removal.removed))
    typer.echo(f"removed {_listed(removal.removed)} ({freed}) from {_folder()}")
    if removal.held:
        typer.echo(f"kept {_listed(removal.held)}: running builds use that; clean again when they have ended")
    for error in removal.errors:
        raise Fault(f"cannot remove {error.filename}: {error.strerror}", "correct the permissions of its folder")


def _folder() -> str:
    return cache_folder(dict(os.environ))


def _as_json(found: Iterable[Part], limit: int) -> dict[str, object]:
    listed = [{"name": part.name, "entries": part.count, "bytes": part.size} for part in found]
    total = sum(part.size for part in found)
    return {"version": 1, "folder": _folder(), "limit": limit, "bytes": total, "parts": listed}


def _listed(entries: Iterable[Entry]) -> str:
    """Return the number of entries of each part, in words."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.part] = counts.get(entry.part, 0) + 1
    words = [f"{count} {_NAMES[part][0 if count == 1 else 1]}" for part, count in counts.items()]
    return ", ".join(words) or "nothing"


def _readable(size: int) -> str:
    """Return a size with the unit that leaves a small number."""
    number, unit = float(size), 0
    while number >= 1024 and unit < len(_UNITS) - 1:
        number, unit = number / 1024, unit + 1
    return f"{number:.1f} {_UNITS[unit]}" if unit else f"{size} B"
