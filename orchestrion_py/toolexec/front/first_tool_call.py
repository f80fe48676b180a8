"""The first tool call of a plain `go build -toolexec="pyorch toolexec"`: no plan exists yet, so this call finds or makes it."""

from __future__ import annotations

import os
import shutil

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_running_go
from orchestrion_py.gocommand.flags import BUILDING_VERBS
from orchestrion_py.gocommand.go_process import running_go
from orchestrion_py.operating_system import become, capture, program_name
from orchestrion_py.processes import identity, stderr_of
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.build_warnings import print_remarks
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, forget_old_runs, name_run, run_pointer
from orchestrion_py.toolexec.front.requirement import refuse_less
from orchestrion_py.toolexec.front.user_settings import refuse_unknown_values
from orchestrion_py.toolexec.plan.plan_index import plan_for


def run_tool(arguments: list[str]) -> int:
    """Run a tool call of a go command whose plan is not known yet; return an exit code."""
    program = shutil.which(arguments[0]) if arguments else None
    if program is None:
        raise Fault(
            f"`pyorch toolexec` cannot run {arguments[0]!r}: there is no such program"
            if arguments
            else "`pyorch toolexec` needs a tool to run: go passes it one of its own",
            'run `go build -toolexec="pyorch toolexec" .`, or `pyorch go build .`',
            status=2,
        )
    environment = dict(os.environ)
    is_version_call = arguments[1:] == ["-V=full"]
    is_build = is_version_call or "TOOLEXEC_IMPORTPATH" in environment
    if program_name(program) not in ("compile", "link") or not is_build:
        become(program, arguments, environment)  # the C compiler, or a tool that somebody runs by hand
    plan = _plan_of_running_go(environment, cache_folder(environment))
    if is_version_call:
        return _print_version(arguments, plan, environment)
    from orchestrion_py.toolexec.tool_call import run

    return run([plan, *arguments])


def _plan_of_running_go(environment: dict[str, str], cache: str) -> str:
    """Return the plan of the go command that runs this call, and leave a pointer to it for the calls that follow."""
    given, owner = environment.get("PYORCH_PLAN"), environment.get("PYORCH_OWNER")
    if given and owner == identity(os.getppid()):
        return given
    go = running_go(environment)
    name = identity(go.pid)
    if given and owner == name:
        return given
    refuse_unknown_values(environment)
    pointer = run_pointer(cache, name)
    if environment.get("PYORCH_TRACE") and not os.path.exists(pointer):
        from orchestrion_py.toolexec.timeline import begin_absolute

        begin_absolute(environment)
    with Log(environment).step("plan"):
        context = context_of_running_go(go, environment)
        plan, remarks = plan_for(context, cache, lambda text, _pid: _print_for(go.pid, text))
    if not os.path.exists(pointer):
        if go.verb in BUILDING_VERBS:
            refuse_less(plan, remarks, environment)
        _warn_for(go.pid, remarks, environment)
        name_run(pointer, plan)
        forget_old_runs(cache)
    return plan


def _print_version(arguments: list[str], plan: str, environment: dict[str, str]) -> int:
    """Print the version of a tool as it does itself, with the plan's suffix behind it."""
    status, output = capture(arguments, environment)
    with open(f"{plan}/suffix", encoding="utf-8") as file:
        suffix = file.readline().rstrip("\n")
    version = output.decode().rstrip("\n")
    print(version + suffix if status == 0 else version)
    return status


def _print_for(go: int, text: str) -> None:
    descriptor = _stderr(go)
    os.write(descriptor, f"pyorch: {text}\n".encode("utf-8", "replace"))


def _warn_for(go: int, remarks: list[str], environment: dict[str, str]) -> None:
    if remarks and print_remarks(remarks, environment, _stderr(go)):
        raise SystemExit(1)


def _stderr(go: int) -> int:
    """Return a descriptor of go's own stderr: go drops what a tool prints while go asks for its version."""
    try:
        return os.open(stderr_of(go), os.O_WRONLY | os.O_APPEND)
    except OSError:
        return 2
