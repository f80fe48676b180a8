"""Runs one command, and ends it: an error is one message and an exit code."""

from __future__ import annotations

import difflib
import itertools
import sys
from typing import TYPE_CHECKING, Any

from orchestrion_py.cli.command_table import COMMANDS, GO_VERBS, app_of
from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    import typer


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name; return the exit code."""
    try:
        return _run(arguments)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except KeyboardInterrupt:  # while the command loads; the command line library handles later ones
        return 130
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
    return _called(app_of([name] if name in COMMANDS else COMMANDS), arguments, command)


def _called(app: typer.Typer, arguments: list[str], command: list[str]) -> int:
    try:
        code = app(arguments, prog_name="pyorch", obj=command, standalone_mode=False)
    except Exception as error:
        # typer has its own copy of click, whose errors have no public name.
        if not hasattr(error, "format_message"):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            usage: Any = error
            usage.show()
            return 2
        raise _usage_fault(error, arguments) from error
    return code if isinstance(code, int) else 0


def _usage_fault(error: Any, arguments: list[str]) -> Fault:
    message = error.format_message().replace("Value error, ", "").rstrip(".")
    words = itertools.takewhile(lambda word: not word.startswith("-"), arguments)
    context = getattr(error, "ctx", None)
    name = context.command_path if context is not None else " ".join(["pyorch", *itertools.islice(words, 1)])
    return Fault(f"{message[:1].lower()}{message[1:]}", f"run `{name} --help`", status=2)


def _refuse_unknown(name: str) -> None:
    if not name or name.startswith("-") or name in COMMANDS:
        return
    if name in GO_VERBS:
        hint = f"did you mean `pyorch go {name}`?"
    else:
        similar = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean `pyorch {similar[0]}`?" if similar else "run `pyorch --help` for the commands"
    raise Fault(f"`pyorch {name}` is not a command", hint, status=2)
