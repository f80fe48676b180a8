"""The table of `pyorch` commands, and how an error ends one."""

from __future__ import annotations

import sys

import typer

from orchestrion_py.cli.cache import cache_commands
from orchestrion_py.cli.check import check
from orchestrion_py.cli.diff import diff
from orchestrion_py.cli.doctor import doctor
from orchestrion_py.cli.explain import explain
from orchestrion_py.cli.go_and_toolexec import go, toolexec
from orchestrion_py.cli.inspect_binary import inspect
from orchestrion_py.cli.instrument import instrument
from orchestrion_py.cli.pin import pin
from orchestrion_py.cli.plan import plan
from orchestrion_py.cli.single_dash_flags import translated
from orchestrion_py.cli.traces import split_command, traces
from orchestrion_py.cli.unpin import unpin
from orchestrion_py.cli.version import version
from orchestrion_py.cli.weave import weave
from orchestrion_py.faults import Fault

app = typer.Typer(
    name="pyorch",
    help="Add distributed tracing to Go programs while `go build` compiles them. Your sources stay as they are.",
    epilog="Example: pyorch go build ./... && DD_SERVICE=shop ./shop",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_EVERYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}
app.command(context_settings=_EVERYTHING)(go)
app.command(context_settings=_EVERYTHING)(toolexec)
app.command()(pin)
app.command()(unpin)
app.command()(plan)
app.command()(explain)
app.command()(weave)
app.command()(diff)
app.command()(inspect)
app.command()(doctor)
app.command()(check)
app.command()(instrument)
app.command()(traces)
app.add_typer(cache_commands, name="cache")
app.command()(version)


def run() -> int:
    """Run the command that sys.argv names, and return the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["instrument"]:
        arguments = ["instrument", *translated(arguments[1:])]
    command: list[str] = []
    if arguments[:1] == ["traces"]:
        arguments, command = split_command(arguments)
    try:
        app(arguments, prog_name="pyorch", obj=command)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except BrokenPipeError:
        # The reader closed the pipe, as `head` does. stderr is still open.
        sys.stdout = None
        return 0
    return 0
