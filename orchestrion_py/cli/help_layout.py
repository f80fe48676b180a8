"""The list of commands in a help text."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


def sentence_of(command: Any) -> str:
    """Return the first line of a command's help."""
    return str(command.help or "").strip().partition("\n")[0]


class Group(TyperGroup):
    """A group whose help has the whole sentence of each command, also on a narrow terminal."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 the base class has both
        """Write the commands and their sentences; a sentence that is too long goes on in the next line."""
        rows = [(name, sentence_of(command)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
