"""`pyorch go` and `pyorch toolexec`, as far as they need a help text: the work is done before the command line library loads."""

from __future__ import annotations

import typer


def go(context: typer.Context) -> None:
    """Run go with weaving on: build, run, test, install, list, clean and get are woven, any other verb is plain go.

    Exit code, stdin, stdout and stderr are go's own; a leading -C is honoured.

    Example: pyorch go build -o shop ./cmd/shop
    """
    raise typer.Exit(_hand_over(["go", *context.args]))


def toolexec(context: typer.Context) -> None:
    """Stand in front of a tool of a build; go runs this, not you.

    Example: go build -toolexec="pyorch toolexec" ./...
    """
    raise typer.Exit(_hand_over(["toolexec", *context.args]))


def _hand_over(arguments: list[str]) -> int:
    from orchestrion_py.cli.build_verbs import run_build_verb

    return run_build_verb(arguments)
