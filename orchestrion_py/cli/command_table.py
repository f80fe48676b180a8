"""The table of `pyorch` commands. A command line loads the module of its own command alone."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import typer

from orchestrion_py.cli.help_layout import Group

if TYPE_CHECKING:
    from collections.abc import Iterable

# The module in this folder, and its function; the help lists commands in this order.
COMMANDS = {
    "go": ("go_and_toolexec", "go"),
    "toolexec": ("go_and_toolexec", "toolexec"),
    "pin": ("pin", "pin"),
    "unpin": ("unpin", "unpin"),
    "plan": ("plan", "plan"),
    "explain": ("explain", "explain"),
    "weave": ("weave", "weave"),
    "diff": ("diff", "diff"),
    "inspect": ("inspect_binary", "inspect"),
    "doctor": ("doctor", "doctor"),
    "check": ("check", "check"),
    "instrument": ("instrument", "instrument"),
    "traces": ("traces", "traces"),
    "cache": ("cache", "cache_commands"),
    "completion": ("completion", "completion"),
    "version": ("version", "version"),
}
GO_VERBS = (
    "bug", "build", "clean", "env", "fix", "fmt", "generate", "get", "install", "list", "mod", "run", "telemetry", "test",
    "tool", "vet", "work",
)  # fmt: skip
# go's own flags must reach go.
_EVERYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}


def app_of(names: Iterable[str]) -> typer.Typer:
    """Return the command line with some of the commands."""
    app = typer.Typer(
        name="pyorch",
        cls=Group,
        help="Add distributed tracing to Go programs while `go build` compiles them. Your sources stay as they are.",
        epilog="Example: pyorch go build ./... && DD_SERVICE=shop ./shop",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_global_options)
    for name in names:
        _add(app, name)
    return app


def _global_options(
    *,
    version: bool = typer.Option(False, "--version", "-V", help="Print the version."),
    verbose: int = typer.Option(
        0, "--verbose", "-v", count=True, show_default=False, help="Log what is woven; -vv also why not."
    ),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Log errors only."),
) -> None:
    # main.py has handled them: `go` and `toolexec` must not wait for this library.
    del version, verbose, quiet


def _add(app: typer.Typer, name: str) -> None:
    module, attribute = COMMANDS[name]
    command: Any = getattr(importlib.import_module(f"orchestrion_py.cli.{module}"), attribute)
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name, context_settings=_EVERYTHING if module == "go_and_toolexec" else None)(command)
