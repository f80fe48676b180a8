"""`pyorch pin`: require the tracing packages in go.mod, go.sum and orchestrion.tool.go."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator  # noqa: TC003 - typer reads annotations when it runs
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from orchestrion_py.faults import Fault
from orchestrion_py.pinning.pin_module import Options, Pinned
from orchestrion_py.pinning.pin_module import pin as pin_module

_WIDEST_NAME = 24


def pin(
    *,
    backend: Annotated[
        str,
        typer.Option(
            metavar="datadog|otel",
            help="The back end: Datadog or OpenTelemetry. Default: the one of the tool file, or else the one whose library "
            "go.mod requires, or else datadog. Nothing of another back end stays.",
        ),
    ] = "",
    exporter: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="The exporters of OpenTelemetry, separated by commas: otlp-http (the default), otlp-grpc, prometheus, console, "
            "or all. Each adds packages to your program.",
        ),
    ] = "",
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove imports from the tool file that no integration needs any more.")
    ] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Validate the aspect files that the tool file imports.")
    ] = False,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="vX.Y.Z|latest",
            help="The version of the tracing library. Default: the version that the module requires, "
            "or else the version that this pyorch is tested with.",
        ),
    ] = None,
) -> None:
    """Require the tracing packages.

    Finds the integrations that fit the imports of your module. Writes their packages to go.mod, go.sum and orchestrion.tool.go,
    and checks that they compile with your other dependencies. Commit all three files. A second run changes nothing. If
    anything fails, every file stays as it was.

    Example: pyorch pin && git add go.mod go.sum orchestrion.tool.go
    """
    out = Console(soft_wrap=True, highlight=False)
    err = Console(stderr=True, soft_wrap=True, highlight=False)
    chosen = tuple(name.strip() for name in exporter.split(",") if name.strip())
    options = Options(version=version, prune=prune, validate=validate, back_end=backend, exporters=chosen)
    try:
        with _terminate_as_interrupt(), _progress(err) as report:
            pinned = pin_module(Path.cwd(), options=options, report=report)
    except Fault as error:
        err.print(f"[bold red]pyorch pin:[/] {escape(error.message)}")
        if error.hint:
            err.print(f"[dim]hint:[/] {escape(error.hint)}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        err.print("pyorch pin: stopped; no file has changed")
        raise typer.Exit(130) from None
    _print_result(pinned, out)


def _print_result(pinned: Pinned, out: Console) -> None:
    if not pinned.changed:
        out.print(f"[bold]{escape(pinned.module)}[/] is already pinned: nothing to change")
        _print_notes(pinned, out)
        return
    out.print(f"[bold]{escape(pinned.module)}[/] can use these integrations:")
    for choice in pinned.choices:
        out.print(f"  {choice.name:<{_WIDEST_NAME}}{escape(choice.reason)}")
    for release in pinned.releases:
        out.print(f"requires {escape(release.family)} {escape(release.version)}, {escape(release.reason)}")
    for module, version in sorted(pinned.requires.items()):
        out.print(f"  {escape(module)} {escape(version)}")
    if pinned.raised:
        out.print("raised in go.mod, because these packages need it:")
    for raised in pinned.raised:
        out.print(f"  {escape(str(raised))}{' (indirect)' if raised.indirect else ''}")
    if pinned.mended:
        out.print("raised in go.mod, because an older version did not compile:")
    for mended in pinned.mended:
        out.print(f"  {escape(str(mended))}")
    _print_notes(pinned, out)
    out.print(f"[green]wrote {escape(', '.join(pinned.changed))}[/]; commit these files")


def _print_notes(pinned: Pinned, out: Console) -> None:
    for path in pinned.pruned:
        out.print(f"removed {escape(path)}: no integration needs it any more")
    for path in pinned.stale:
        out.print(f"no integration needs {escape(path)} any more; `pyorch pin --prune` removes it")
    for note in pinned.notes:
        out.print(f"[yellow]note:[/] {escape(note)}")


@contextmanager
def _progress(err: Console) -> Iterator[Callable[[str], None]]:
    """Show progress: a live line on a terminal, or one line for each step in a pipe or a log."""
    if not err.is_terminal:
        yield lambda line: err.print(f"pyorch pin: {escape(line)}")
        return
    with err.status("starting") as status:
        yield lambda line: status.update(escape(line))


@contextmanager
def _terminate_as_interrupt() -> Iterator[None]:
    """Handle SIGTERM as Ctrl-C, so that no temporary file and no go command stays behind."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
