"""`pyorch completion`: print the script by which a shell completes commands, options and codes."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from orchestrion_py.cli.command_table import COMMANDS, GO_VERBS, app_of
from orchestrion_py.cli.completion_scripts import SCRIPTS, Completed, Option
from orchestrion_py.cli.help_layout import sentence_of
from orchestrion_py.message_codes import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A list of values: `datadog|otel`, maybe in brackets.
_VALUES = re.compile(r"\[?([a-z]+(?:\|[a-z]+)+)\]?")


class Shell(StrEnum):
    """The shells that have a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    shell: Annotated[Shell, typer.Argument(metavar="bash|zsh|fish", help="The shell that reads the script.")],
) -> None:
    """Print a script that completes commands and options in a shell.

    Load it in the start file of your shell. For fish, write it to ~/.config/fish/completions/pyorch.fish.

    Example: pyorch completion bash >> ~/.bashrc
    """
    typer.echo(SCRIPTS[shell.value](list(_completed())), nl=False)


def _completed() -> Iterator[Completed]:
    """Yield what can follow `pyorch` itself, then what can follow each command."""
    root: Any = get_command(app_of(COMMANDS))
    commands = tuple(_with_help(root.commands))
    yield Completed("", tuple(_options(root)), (*commands, ("help", "Print help.")))
    yield Completed("help", (), commands)
    yield from (Completed(f"go {verb}", ()) for verb in GO_VERBS)
    for name, command in root.commands.items():
        options = tuple(_options(command))
        if name == "explain":
            yield Completed(name, options, tuple((entry.code, "") for entry in entries()), "P")
            continue
        below = getattr(command, "commands", {})
        verbs = ((verb, "") for verb in GO_VERBS if name == "go")
        yield Completed(name, options, (*verbs, *_with_help(below), *_values_of_arguments(command)))
        yield from (Completed(f"{name} {inner}", tuple(_options(each))) for inner, each in below.items())


def _with_help(commands: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name of each command, and the first line of its help."""
    yield from ((name, sentence_of(each)) for name, each in commands.items())


def _values_of_arguments(command: Any) -> Iterator[tuple[str, str]]:
    for each in command.params:
        if each.param_type_name == "argument":
            yield from ((value, "") for value in _values(each.metavar))


def _options(command: Any) -> Iterator[Option]:
    for each in command.params:
        if each.param_type_name == "option":
            takes_value = not each.is_flag and not each.count and not (each.metavar or "").startswith("[=")
            yield Option(tuple(each.opts), each.help or "", takes_value, _values(each.metavar))
            if each.secondary_opts:
                yield Option(tuple(each.secondary_opts), "")
    yield Option(("--help", "-h"), "Print help.")


def _values(metavar: str | None) -> tuple[str, ...]:
    found = _VALUES.fullmatch(metavar or "")
    return tuple(found[1].split("|")) if found else ()
