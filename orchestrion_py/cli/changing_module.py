"""What `pyorch pin` and `pyorch unpin` share: their progress, how a fault ends them, and the report of the files."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.markup import escape

from orchestrion_py.cli.colours import console
from orchestrion_py.cli.pager import paged, write_diff
from orchestrion_py.faults import Fault
from orchestrion_py.message_codes import with_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from orchestrion_py.pinning.commit import Change


@contextmanager
def changing_module(command: str) -> Iterator[Callable[[str], None]]:
    """Run the body of a command that changes the module's files, with a function that reports a step.

    A Fault ends the command with its message, and Ctrl-C or SIGTERM with exit code 130.
    """
    err = console(stderr=True)
    try:
        with _terminate_as_interrupt(), _progress(command, err) as report:
            yield report
    except Fault as error:
        err.print(f"[bold red]pyorch {command}:[/] {escape(with_code(error.message))}")
        if error.hint:
            err.print(f"  [dim]hint:[/] {escape(error.hint)}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        err.print(f"pyorch {command}: stopped; no file has changed")
        raise typer.Exit(130) from None


def print_changes(out: Console, paths: Sequence[str], changes: Iterable[Change], *, dry_run: bool) -> None:
    """Print which files were written; with `dry_run`, which would be, and the diff of each but go.sum."""
    if not dry_run:
        out.print(f"[green]wrote {escape(', '.join(paths))}[/]; commit these files")
        return
    out.print(f"[yellow]would write {escape(', '.join(paths))}[/]; nothing was written")
    sys.stdout.flush()
    with paged(wanted=False) as stdout:
        for change in changes:
            if change.real and change.path.name != "go.sum":
                after = b"" if change.removes else change.after or b""
                write_diff(stdout, change.path.name, change.before or b"", after)


@contextmanager
def _progress(command: str, err: Console) -> Iterator[Callable[[str], None]]:
    """Show progress: a live line on a terminal, or one line for each step in a pipe or a log."""
    if not err.is_terminal:
        yield lambda line: err.print(f"pyorch {command}: {escape(line)}")
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
