"""Where a tool call of a build enters Python: `python -I -S entry.py PLAN TOOL ARGS...`.

Without site-packages, and so without anything a user's environment could slip in; standard library only, and little of it,
until it is known that a package is to be woven.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str]) -> int:
    """Run one tool call by its plan; the exit code is the tool's own."""
    folder, tool = arguments[0], arguments[1]
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    from orchestrion_py.toolexec.plan.plan_folder import Plan

    plan = Plan(folder, dict(os.environ))
    name = os.path.basename(tool).removesuffix(".exe")
    if name == "compile":
        from orchestrion_py.toolexec.compile_call.compile_package import compile_package

        return compile_package(plan, arguments[1:])
    if name == "link":
        from orchestrion_py.toolexec.link_call.link_program import link_program

        return link_program(plan, arguments[1:])
    os.execv(tool, arguments[1:])


def run(arguments: list[str]) -> int:
    """`main`, with faults told as one message."""
    try:
        return main(arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if isinstance(error, ImportError) or not os.path.exists(__file__):
            # Removed or replaced while the build runs, by a new installation say: what tells faults may be gone as well.
            package = os.path.dirname(os.path.dirname(__file__))
            print(
                f"pyorch: what this build was begun with, {package}, is gone or no longer whole: {error}\n"
                "  hint: install pyorch again and build once more",
                file=sys.stderr,
            )
            return 1
        from orchestrion_py.toolexec.error_report import tell

        return tell(error)


if __name__ == "__main__":
    # Whatever started us flushes nothing of ours, and there is nothing to tidy up: leave at once.
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
