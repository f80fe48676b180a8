"""The entry point of the `pyorch` command."""

from __future__ import annotations

import os
import sys

from orchestrion_py.ctrl_c import end_silently, raise_error

_HELP = (["--help"], ["-h"])
_LOUDER = {"-v": "info", "--verbose": "info", "-vv": "debug", "-q": "error", "--quiet": "error"}


def main() -> None:
    """Run the `pyorch` command. `go`, `toolexec` and `version` skip the command line library, which takes long to load."""
    end_silently()
    arguments = _without_log_flags(sys.argv[1:])
    if arguments in (["version"], ["--version"], ["-V"]):
        from orchestrion_py import __version__

        print(f"pyorch v{__version__}")
        return
    if arguments[:1] in (["go"], ["toolexec"]) and arguments[1:2] not in _HELP:
        from orchestrion_py.cli.build_verbs import run_build_verb

        raise_error()
        sys.exit(run_build_verb(arguments))
    from orchestrion_py.cli.run_command import run

    raise_error()
    sys.exit(run(arguments))


def _without_log_flags(arguments: list[str]) -> list[str]:
    """Set PYORCH_LOG as flags before the command want it, and return the other arguments."""
    while arguments and arguments[0] in _LOUDER:
        again = arguments[0] == "-v" and os.environ.get("PYORCH_LOG") == "info"
        os.environ["PYORCH_LOG"] = "debug" if again else _LOUDER[arguments[0]]
        arguments = arguments[1:]
    return arguments
