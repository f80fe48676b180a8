"""Runs one command, and ends it: an error is one message and an exit code."""

from __future__ import annotations

import difflib
import sys

from orchestrion_py.cli.command_table import COMMANDS, GO_VERBS, app_of
from orchestrion_py.faults import Fault


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name; return the exit code."""
    try:
        return _run(arguments)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except BrokenPipeError:
        # The reader closed the pipe, as `head` does. stderr is still open.
        sys.stdout = None
        return 0


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    name = "".join(arguments[:1])
    _refuse_unknown(name)
    command: list[str] = []
    if name == "instrument":
        from orchestrion_py.cli.single_dash_flags import translated

        arguments = ["instrument", *translated(arguments[1:])]
    elif name == "traces":
        from orchestrion_py.cli.traces import split_command

        arguments, command = split_command(arguments)
    app_of([name] if name in COMMANDS else COMMANDS)(arguments, prog_name="pyorch", obj=command)
    return 0


def _refuse_unknown(name: str) -> None:
    if not name or name.startswith("-") or name in COMMANDS:
        return
    if name in GO_VERBS:
        hint = f"did you mean `pyorch go {name}`?"
    else:
        similar = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean `pyorch {similar[0]}`?" if similar else "run `pyorch --help` for the commands"
    raise Fault(f"`pyorch {name}` is not a command", hint, status=2)
