"""The two ways into a build that are no tool call with a plan: `pyorch go …`, and the first call of a plain -toolexec."""

from __future__ import annotations

import contextlib
import os
import sys

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_command, context_of_parent
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.flags import WOVEN_VERBS, flag_value, split_words
from orchestrion_py.operating_system import process_started
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, forget_old_runs, make_folder, run_pointer
from orchestrion_py.toolexec.plan.plan_folder import toolexec_command
from orchestrion_py.toolexec.plan.plan_index import plan_for


def run_go(arguments: list[str]) -> int:
    """Become `go ARGS…`, with weaving on for the verbs that compile."""
    environment = dict(os.environ)
    leading, verb, rest = _split(arguments)
    go = find_go(environment)
    if verb not in WOVEN_VERBS:
        os.execve(go, [go, *arguments], environment)
    _refuse_second_toolexec(verb, rest, environment)
    folder = os.path.abspath(leading[-1]) if leading else os.getcwd()
    if not os.path.isdir(folder):
        os.execve(go, [go, *arguments], environment)  # go says what is wrong with -C
    from orchestrion_py.toolexec.front.unpinned_module import shadow_flags

    cache = make_folder(cache_folder(environment))
    rest = [*shadow_flags(verb, rest, folder, environment, cache), *rest]
    plan, remarks = plan_for(context_of_command(verb, rest, folder, environment), cache)
    _tell(remarks)
    if environment.get("PYORCH_LOG", "").lower() == "debug":
        _tell_what_will_not_be_told(environment)
    # go becomes this process, so its tool calls know their plan by the id of their parent.
    environment |= {"PYORCH_PLAN": plan, "PYORCH_OWNER": str(os.getpid())}
    environment.pop("PYORCH_CHAIN", None)
    _append_to_stderr()
    os.execve(go, [go, *leading, verb, f"-toolexec={toolexec_command(environment)}", *rest], environment)


def run_tool(arguments: list[str]) -> int:
    """A tool call that no plan is known for: the first one of a go command that was told to run us."""
    import shutil

    if not arguments or shutil.which(arguments[0]) is None:
        raise Fault(
            f"`pyorch toolexec` is run by go, in front of a tool of its own; {arguments[0]!r} is none"
            if arguments
            else "`pyorch toolexec` is run by go, in front of a tool of its own",
            'write `go build -toolexec="pyorch toolexec" .`, or `pyorch go build .`',
            status=2,
        )
    environment = dict(os.environ)
    name = os.path.basename(arguments[0]).removesuffix(".exe")
    if name not in ("compile", "link"):
        os.execvp(arguments[0], arguments)  # the C compiler comes by its bare name
    if "TOOLEXEC_IMPORTPATH" not in environment and arguments[1:] != ["-V=full"]:
        os.execv(arguments[0], arguments)  # typed by hand, outside a build
    cache = cache_folder(environment)
    plan = _plan_of_parent(environment, cache)
    if arguments[1:] == ["-V=full"]:
        return _print_version(arguments, plan)
    from orchestrion_py.toolexec.tool_call import run

    return run([plan, *arguments])


def _plan_of_parent(environment: dict[str, str], cache: str) -> str:
    if environment.get("PYORCH_OWNER") == str(os.getppid()) and environment.get("PYORCH_PLAN"):
        return environment["PYORCH_PLAN"]
    plan, remarks = plan_for(context_of_parent(environment), cache)
    pointer = run_pointer(cache, os.getppid(), process_started(os.getppid()))
    if not os.path.exists(pointer):
        make_folder(f"{cache}/runs")
        write_atomically(pointer, f"{plan}\n".encode())
        forget_old_runs(cache)
        _tell_parent(remarks)
    return plan


def _print_version(arguments: list[str], plan: str) -> int:
    from orchestrion_py.toolexec.spawn import capture

    status, output = capture(arguments, dict(os.environ))
    with open(f"{plan}/suffix", encoding="utf-8") as file:
        suffix = file.readline().rstrip("\n")
    version = output.decode().rstrip("\n")
    print(version + suffix if status == 0 else version)
    return status


def _split(arguments: list[str]) -> tuple[list[str], str, list[str]]:
    """A leading -C with its folder, the verb, and the rest. go takes -C first of all, or as the first flag of the verb."""
    leading, rest = _change_folder(arguments)
    verb, rest = "".join(rest[:1]), rest[1:]
    if not leading:
        leading, rest = _change_folder(rest)
    return leading, verb, rest


def _change_folder(arguments: list[str]) -> tuple[list[str], list[str]]:
    flag, equals, folder = "".join(arguments[:1]).partition("=")
    if flag not in ("-C", "--C"):
        return [], arguments
    if equals:
        return ["-C", folder], arguments[1:]
    return ["-C", *arguments[1:2]], arguments[2:]


def _refuse_second_toolexec(verb: str, rest: list[str], environment: dict[str, str]) -> None:
    """go would let the last -toolexec win, and drop another without a word."""
    if flag_value(verb, rest, "toolexec") is not None:
        raise Fault("`pyorch go` brings a -toolexec of its own, and go takes only one", "leave yours out")
    other = flag_value(verb, split_words(environment.get("GOFLAGS", "")), "toolexec")
    if other and not (other.endswith(" toolexec") and ("pyorch" in other or "orchestrion_py" in other)):
        raise Fault(
            f"`pyorch go` brings a -toolexec of its own, go takes only one, and GOFLAGS has -toolexec={other}",
            "take it out of GOFLAGS",
        )


def _append_to_stderr() -> None:
    """Tool calls log into go's stderr by opening it anew; where that is a file, go must append to it as they do."""
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.fcntl(2, fcntl.F_SETFL, fcntl.fcntl(2, fcntl.F_GETFL) | os.O_APPEND)


def _tell_what_will_not_be_told(environment: dict[str, str]) -> None:
    """A log with no line for a package, or with none at all, would leave everybody wondering."""
    from orchestrion_py.toolexec.build_log import Log

    Log({**environment, "PYORCH_STDERR": "/dev/stderr"}).line(
        "debug",
        "a package that go finds in its cache is not compiled, and not told of here; `-a` has all of them compiled",
    )


def _tell(remarks: list[str]) -> None:
    for remark in remarks:
        print(f"pyorch: {remark}", file=sys.stderr)


def _tell_parent(remarks: list[str]) -> None:
    """go swallows what a tool says while it is asked for its version, so say it where go itself would."""
    if not remarks:
        return
    try:
        with open(f"/proc/{os.getppid()}/fd/2", "a", encoding="utf-8") as stderr:
            stderr.write("".join(f"pyorch: {remark}\n" for remark in remarks))
    except OSError:
        _tell(remarks)
