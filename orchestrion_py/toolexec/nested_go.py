"""go commands inside a build: they see the same module as the outer one, and their tool calls find the plan."""

from __future__ import annotations

from orchestrion_py.gocommand.build_context import jobs_of_running_go
from orchestrion_py.gocommand.go_process import go_process_id
from orchestrion_py.gocommand.go_settings import own_goflags
from orchestrion_py.operating_system import run_as_owner
from orchestrion_py.processes import folder_of, stderr_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.operating_system import Finished
    from orchestrion_py.toolexec.plan.plan_folder import Plan


def list_nested(
    plan: Plan, options: Iterable[str], packages: Iterable[str], variables: Mapping[str, str] | None = None
) -> Finished:
    """Run `go list` with the flags of the outer build, in the folder where that started."""
    return run_nested(plan, ["list", *plan.facts()["flags"], *options, "--", *packages], variables or {})


def run_nested(plan: Plan, arguments: Iterable[str], variables: Mapping[str, str]) -> Finished:
    """Run go in the folder where the outer build started, without -toolexec unless the arguments have it.

    It runs as many tools at a time as the outer build: as -p says, which is no part of a plan.
    """
    verb, *words = arguments
    facts = plan.facts()
    environment = {
        **plan.environment,
        "GOFLAGS": own_goflags(plan.environment, facts["go"]),
        "PYORCH_STDERR": plan.environment.get("PYORCH_STDERR") or stderr_of(go_process_id(plan.environment)),
        **variables,
    }
    environment.pop("TOOLEXEC_IMPORTPATH", None)
    return run_as_owner(
        [facts["go"], verb, *jobs_of_running_go(plan.environment), *words],
        environment,
        folder_of_nested(plan),
    )


def folder_of_nested(plan: Plan) -> str:
    """Return the folder in which nested go commands run, and from which their flags name files."""
    # Not this process's folder: go links with -buildmode=c-shared and plugin in $WORK (cmd/go/internal/work/gc.go, ld).
    return plan.facts()["other-module-folder"] or folder_of(go_process_id(plan.environment))
