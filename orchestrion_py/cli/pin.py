"""`pyorch pin`: write what weaving needs into go.mod and orchestrion.tool.go."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator  # noqa: TC003 - typer reads annotations when it runs
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from orchestrion_py.pinning.integration_choice import built_in
from orchestrion_py.pinning.pin_errors import PinError
from orchestrion_py.pinning.pin_module import Options, Pinned
from orchestrion_py.pinning.pin_module import pin as pin_module

_WIDEST_NAME = 24


def pin(
    *,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take imports out of the tool file that no integration needs any more.")
    ] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Check the aspect files that the tool file leads to.")
    ] = False,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="vX.Y.Z|latest",
            help="The version of the tracing library. Without it: the one that the module requires already, "
            "else the one that this pyorch is tested with.",
        ),
    ] = None,
) -> None:
    """Write what weaving needs into go.mod, go.sum and orchestrion.tool.go, all three meant to be committed.

    Finds the integrations that the module's own imports can use, requires just their packages, proves that they
    compile in the module's graph, and changes nothing when run again. If anything fails, every file stays as it was.

    Example: pyorch pin && git add go.mod go.sum orchestrion.tool.go
    """
    out = Console(soft_wrap=True, highlight=False)
    err = Console(stderr=True, soft_wrap=True, highlight=False)
    options = Options(version=version, prune=prune, validate=validate)
    try:
        with _stopped_by_terminate(), _progress(err) as report:
            pinned = pin_module(Path.cwd(), catalogue=built_in(), options=options, report=report)
    except PinError as error:
        err.print(f"[bold red]pyorch pin:[/] {escape(error.message)}")
        if error.hint:
            err.print(f"[dim]hint:[/] {escape(error.hint)}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        err.print("pyorch pin: stopped; every file is as it was")
        raise typer.Exit(130) from None
    _tell(pinned, out)


def _tell(pinned: Pinned, out: Console) -> None:
    if not pinned.changed:
        out.print(f"[bold]{escape(pinned.module)}[/] is pinned already: nothing to change")
        _tell_rest(pinned, out)
        return
    out.print(f"[bold]{escape(pinned.module)}[/] can use")
    for choice in pinned.choices:
        out.print(f"  {choice.name:<{_WIDEST_NAME}}{escape(choice.reason)}")
    for release in pinned.releases:
        out.print(f"requires {escape(release.family)} {escape(release.version)}, {escape(release.reason)}")
    for module, version in sorted(pinned.requires.items()):
        out.print(f"  {escape(module)} {escape(version)}")
    if pinned.raised:
        out.print("raised in go.mod, because those packages need it")
    for raised in pinned.raised:
        out.print(f"  {escape(str(raised))}{' (indirect)' if raised.indirect else ''}")
    if pinned.mended:
        out.print("raised, because an older version did not compile")
    for mended in pinned.mended:
        out.print(f"  {escape(str(mended))}")
    _tell_rest(pinned, out)
    out.print(f"[green]wrote {escape(', '.join(pinned.changed))}[/]; commit them")


def _tell_rest(pinned: Pinned, out: Console) -> None:
    for path in pinned.pruned:
        out.print(f"pruned {escape(path)}: no integration needs it any more")
    for path in pinned.stale:
        out.print(f"no integration needs {escape(path)} any more: `pyorch pin --prune` takes it out")
    for note in pinned.notes:
        out.print(f"[yellow]note:[/] {escape(note)}")


@contextmanager
def _progress(err: Console) -> Iterator[Callable[[str], None]]:
    """Show what is being done: one live line on a terminal, a line each in a pipe or a log."""
    if not err.is_terminal:
        yield lambda line: err.print(f"pyorch pin: {escape(line)}")
        return
    with err.status("starting") as status:
        yield lambda line: status.update(escape(line))


@contextmanager
def _stopped_by_terminate() -> Iterator[None]:
    """Let a polite kill end the pin as Ctrl-C does, so that temporary files go and no go command is left behind."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
