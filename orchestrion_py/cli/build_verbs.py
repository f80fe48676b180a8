"""`pyorch go` and `pyorch toolexec`: run before the command line library loads, which they do not need."""

from __future__ import annotations


def run_build_verb(arguments: list[str]) -> int:
    """Run `go …` or `toolexec …`; the exit code."""
    try:
        from orchestrion_py.toolexec.front import pyorch_go

        return pyorch_go.run_go(arguments[1:]) if arguments[0] == "go" else pyorch_go.run_tool(arguments[1:])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from orchestrion_py.toolexec.error_report import tell

        return tell(error)
