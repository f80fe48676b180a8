"""`pyorch go …`: find or make the plan of a build, then become the go command."""

from __future__ import annotations

import contextlib
import os

from orchestrion_py.ctrl_c import raise_missed_error
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.flags import BUILDING_VERBS, WOVEN_VERBS, flag_value, is_pyorch, split_words
from orchestrion_py.gocommand.go_settings import goflags_of
from orchestrion_py.operating_system import append_to_stderr, become
from orchestrion_py.processes import identity
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.build_warnings import print_remarks
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, forget_old_runs, make_folder, name_run, run_pointer
from orchestrion_py.toolexec.front.bottom_line import bottom_line
from orchestrion_py.toolexec.front.build_progress import BuildProgress
from orchestrion_py.toolexec.front.closing_line import closing_line, is_wanted
from orchestrion_py.toolexec.front.requirement import refuse_less
from orchestrion_py.toolexec.front.user_settings import refuse_unknown_values
from orchestrion_py.toolexec.front.waited_go import can_wait, end_like, start, wait_for
from orchestrion_py.toolexec.linked_programs import file_of_run, make_empty, read_programs
from orchestrion_py.toolexec.plan.plan_folder import toolexec_command
from orchestrion_py.toolexec.plan.plan_index import plan_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from orchestrion_py.toolexec.front.bottom_line import BottomLine


def run_go(arguments: list[str]) -> int:
    """Become `go ARGS…`, with weaving on for the verbs that compile."""
    environment = dict(os.environ)
    leading, verb, rest = _split(arguments)
    go = find_go(environment)
    if verb not in WOVEN_VERBS:
        become(go, [go, *arguments], environment)
    refuse_unknown_values(environment)
    goflags = goflags_of(environment, go)
    _refuse_second_toolexec(verb, rest, goflags)
    folder = os.path.abspath(leading[-1]) if leading else os.getcwd()
    if not os.path.isdir(folder):
        become(go, [go, *arguments], environment)  # go reports what is wrong with -C
    from orchestrion_py.toolexec.front.unpinned_module import shadow_flags

    cache = make_folder(cache_folder(environment))
    if environment.get("PYORCH_TRACE"):
        from orchestrion_py.toolexec.timeline import begin

        begin(environment, os.getcwd())
    log = Log(environment)
    with log.step("shadow go.mod"):
        shadow = shadow_flags(verb, rest, folder, environment, cache)
    shadows = [os.path.dirname(flag.partition("=")[2]) for flag in shadow]
    _name_this_run(cache, "", shadows)
    rest = [*shadow, *rest]
    with log.step("plan"):
        plan, remarks = plan_for(context_of_command(verb, rest, folder, environment), cache)
    _name_this_run(cache, plan, shadows)
    if verb in BUILDING_VERBS:
        refuse_less(plan, remarks, environment)
    status = print_remarks(remarks, environment)
    if status != 0 and verb in BUILDING_VERBS:
        return status
    if environment.get("PYORCH_LOG", "").lower() == "debug":
        _explain_cached_packages(environment)
    environment["PYORCH_PLAN"] = plan
    environment.pop("PYORCH_CHAIN", None)
    append_to_stderr()
    argv = [go, *leading, verb, f"-toolexec={toolexec_command(environment)}", *rest]
    if can_wait() and is_wanted(verb, rest, goflags, environment):
        _run_and_report(argv, verb, rest, folder, environment)
    raise_missed_error()
    # go becomes this process, so its tool calls find their plan by the name of their parent.
    become(go, argv, {**environment, "PYORCH_OWNER": identity(os.getpid())})


def _run_and_report(argv: list[str], verb: str, rest: list[str], folder: str, environment: dict[str, str]) -> NoReturn:
    """Run go as a child. If it succeeds, print what was woven."""
    plan = environment["PYORCH_PLAN"]
    cache = os.path.dirname(os.path.dirname(plan))
    child = start(argv, environment, lambda name: make_empty(file_of_run(cache, name)))
    linked = file_of_run(cache, identity(child))
    bottom = bottom_line(environment)
    progress = BuildProgress(plan, child, None if bottom is None else 0)
    status = wait_for(child, lambda: _print(progress.look, bottom))
    _print(lambda: "", bottom)
    if status == 0:
        _print(lambda: closing_line(verb, rest, folder, environment, read_programs(linked), plan))
    with contextlib.suppress(OSError):
        os.unlink(linked)
    end_like(status)


def _print(composed: Callable[[], str], bottom: BottomLine | None = None) -> None:
    """Print a line, or draw it at the bottom of the terminal; an empty one removes that.

    A line that cannot be composed is left out, for example because pyorch was removed. The build goes on.
    """
    try:
        line = composed()
        if bottom is not None:
            bottom.show(f"pyorch: {line}" if line else "")
        elif line:
            os.write(2, f"pyorch: {line}\n".encode("utf-8", "replace"))
    except (ImportError, OSError, ValueError, KeyError, TypeError):
        return


def _name_this_run(cache: str, plan: str, shadows: list[str]) -> None:
    """Keep what this build uses from being removed. Nothing is removed from a cache that cannot be written."""
    if plan or shadows:
        with contextlib.suppress(OSError):
            name_run(run_pointer(cache, identity(os.getpid())), plan, *shadows)
            forget_old_runs(cache)


def _split(arguments: list[str]) -> tuple[list[str], str, list[str]]:
    """Return a leading -C with its folder, the verb, and the rest. go takes -C before the verb, or as its first flag."""
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


def _refuse_second_toolexec(verb: str, rest: list[str], goflags: str) -> None:
    """go would use the last -toolexec, and silently drop the other."""
    if flag_value(verb, rest, "toolexec") is not None:
        raise Fault("`pyorch go` sets -toolexec itself, and go accepts only one", "remove your -toolexec")
    other = flag_value(verb, split_words(goflags), "toolexec")
    if other and not is_pyorch(split_words(other)):
        raise Fault(
            f"`pyorch go` sets -toolexec itself, and go accepts only one; GOFLAGS has -toolexec={other}",
            "remove it from GOFLAGS",
        )


def _explain_cached_packages(environment: dict[str, str]) -> None:
    """Explain why the debug log may have no line for a package, or no line at all."""
    Log({**environment, "PYORCH_STDERR": "/dev/stderr"}).line(
        "debug", "this log omits packages that go finds in its cache; build with `-a` to compile all of them"
    )
