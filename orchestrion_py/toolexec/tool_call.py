"""Where a tool call of a build enters Python: `python -I -S tool_call.py PLAN TOOL ARGS...`.

There are no site-packages here, so a user's environment cannot interfere. Until a package turns out to match an aspect, this path
imports a few modules of the standard library alone.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # not signal, which loads enum
import os
import sys

# Until `run` has begun, Ctrl-C ends this process without a word. See orchestrion_py/ctrl_c.py, which is not in sys.path yet.
_ON_CTRL_C = _signal.getsignal(_signal.SIGINT)
if _ON_CTRL_C is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def main(arguments: list[str]) -> int:
    """Run one tool call with its plan; return the tool's exit code."""
    folder, tool = arguments[0], arguments[1]
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    from orchestrion_py.operating_system import become, program_name
    from orchestrion_py.toolexec.plan.plan_folder import Plan

    plan = Plan(folder, dict(os.environ))
    name = program_name(tool)
    if name == "compile":
        from orchestrion_py.toolexec.compile_call.compile_package import compile_package

        return compile_package(plan, arguments[1:])
    if name == "link":
        from orchestrion_py.toolexec.link_call.link_program import link_program

        return link_program(plan, arguments[1:])
    become(tool, arguments[1:], plan.environment)


def run(arguments: list[str]) -> int:
    """Do what `main` does, and report an error as one message."""
    try:
        _signal.signal(_signal.SIGINT, _ON_CTRL_C)
        return main(arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if isinstance(error, ImportError) or not os.path.exists(__file__):
            # A new installation, for example, replaced pyorch during the build; the error report may be gone as well.
            package = os.path.dirname(os.path.dirname(__file__))
            print(
                f"pyorch: {package} was removed or replaced while the build was running [PY0510]: {error}\n"
                "  hint: install pyorch again, and build again",
                file=sys.stderr,
            )
            return 1
        from orchestrion_py.toolexec.error_report import report

        return report(error)


if __name__ == "__main__":
    # There is nothing to clean up: leave without the interpreter's own shutdown.
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
