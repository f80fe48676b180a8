"""PYORCH_REQUIRE=1 and `pyorch pin --require`: a build without its instrumentation, or with less than the pin names, fails."""

from __future__ import annotations

from orchestrion_py.file_names import TOOL_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLE = "PYORCH_REQUIRE"
VALUES = ("0", "1")


def is_required(environment: Mapping[str, str]) -> bool:
    """Whether the environment requires instrumentation, whatever the module says."""
    return environment.get(VARIABLE) == "1"


def refuse_less(plan: str, remarks: Sequence[str], environment: Mapping[str, str]) -> None:
    """Raise Fault if instrumentation is required, and the plan of a build has less. PYORCH_REQUIRE=0 overrides the pin.

    Args:
        plan: the folder of the plan; its file `require` has what the pin says.
        remarks: why the build, or a part of it, is not instrumented.
        environment: that of the build.
    """
    with open(f"{plan}/require", encoding="utf-8") as file:
        by_pin, *lacking = file.read().splitlines()
    if not is_required(environment) and (not by_pin or environment.get(VARIABLE) == "0"):
        return
    if remarks or lacking:
        refuse("; ".join([*remarks, *lacking]), environment)


def refuse(reason: str, environment: Mapping[str, str]) -> None:
    """Raise the Fault of a build that lacks instrumentation."""
    from orchestrion_py.faults import Fault

    who = f"{VARIABLE}=1" if is_required(environment) else f"the pin in {TOOL_FILE}"
    raise Fault(
        f"{who} requires instrumentation, which this build lacks: {reason}",
        f"run `pyorch pin` and commit its files, or set {VARIABLE}=0 for a build without it",
    )
