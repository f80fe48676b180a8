"""The help texts of `pyorch go` and `pyorch toolexec`; cli/build_verbs.py does the work."""

from __future__ import annotations

import typer


def go(context: typer.Context) -> None:
    """Run a go command with tracing woven in.

    pyorch weaves in go build, run, test, install, list, clean and get. Every other verb runs plain go. The exit code, stdin,
    stdout and stderr are those of go. A leading -C works as it does for go.

    On stderr, build, install and test report what they compile, and at their end what was woven. `pyorch -q go` leaves
    that out.

    Example: pyorch go build -o shop ./cmd/shop
    """
    raise typer.Exit(_hand_over(["go", *context.args]))


def toolexec(context: typer.Context) -> None:
    """Run one tool of a build; go calls this.

    You name it in -toolexec or GOFLAGS, and go runs it in front of the compiler, the linker and its other tools.

    Example: go build -toolexec="pyorch toolexec" ./...
    """
    raise typer.Exit(_hand_over(["toolexec", *context.args]))


def _hand_over(arguments: list[str]) -> int:
    from orchestrion_py.cli.build_verbs import run_build_verb

    return run_build_verb(arguments)
