"""The entry point of the `pyorch` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the `pyorch` command; `go` and `toolexec` skip the command line library, which takes long to load."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["go"], ["toolexec"]) and arguments[1:2] not in (["--help"], ["-h"]):
        from orchestrion_py.cli.build_verbs import run_build_verb

        sys.exit(run_build_verb(arguments))
    from orchestrion_py.cli.app import run

    sys.exit(run())
