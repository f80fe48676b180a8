"""The commands, one file each: they know the terminal, and nothing of Go."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the `pyorch` command. The two verbs of a build come first, without the command line library they do not need."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["go"], ["toolexec"]) and arguments[1:2] not in (["--help"], ["-h"]):
        sys.exit(build(arguments))
    from orchestrion_py.cli.app import run

    sys.exit(run())


def build(arguments: list[str]) -> int:
    """Run `go …` or `toolexec …`; the exit code."""
    try:
        from orchestrion_py.build import front

        return front.run_go(arguments[1:]) if arguments[0] == "go" else front.run_tool(arguments[1:])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from orchestrion_py.build.calls.trouble import tell

        return tell(error)
