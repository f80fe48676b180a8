"""`pyorch go` and `pyorch toolexec`, which run before the command line library loads."""

from __future__ import annotations


def run_build_verb(arguments: list[str]) -> int:
    """Run `go …` or `toolexec …`; return the exit code."""
    try:
        return _run(arguments[0], arguments[1:])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from orchestrion_py.toolexec.error_report import report

        return report(error)


def _run(verb: str, arguments: list[str]) -> int:
    if verb == "go":
        from orchestrion_py.toolexec.front.pyorch_go import run_go

        return run_go(arguments)
    from orchestrion_py.toolexec.front.first_tool_call import run_tool

    return run_tool(arguments)
