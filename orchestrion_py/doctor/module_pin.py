"""Whether the module is pinned, whether the pin has all packages that the program needs, and whether versions conflict."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.doctor.finding import FAULT, OK, WARNING, Finding
from orchestrion_py.doctor.pin_proof import check_proof
from orchestrion_py.faults import Fault
from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.env import go_environment
from orchestrion_py.toolexec.plan.gather_aspects import gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine
    from orchestrion_py.toolexec.plan.gather_aspects import Gathered

_CHECK = "pin"


def check_pin(machine: Machine) -> Iterator[Finding]:
    """Check what a build finds in this folder. Nothing is downloaded."""
    if machine.settings["GOMOD"] in ("", os.devnull) and machine.settings["GOWORK"] in ("", "off"):
        yield Finding(
            _CHECK, FAULT, f"{machine.folder} is not in a Go module", "run `pyorch doctor` in the folder of go.mod"
        )
        return
    gathered = _gathered(machine)
    if isinstance(gathered, Fault):
        yield Finding(_CHECK, FAULT, gathered.message, gathered.hint)
        return
    yield from _of_pin(gathered, compiles=machine.proves)
    yield from _of_back_end(gathered)


def _gathered(machine: Machine) -> Gathered | Fault:
    environment = {**machine.environment, "GOPROXY": "off"}
    try:
        context = context_of_command("build", [], machine.folder, environment)
        return gather(context, go_environment(context))
    except Fault as fault:
        return fault


def _of_pin(gathered: Gathered, *, compiles: bool) -> Iterator[Finding]:
    tool_files = [os.path.join(os.path.dirname(file), TOOL_FILE) for file in gathered.module_files]
    pinned = [file for file in tool_files if os.path.exists(file)]
    if not pinned:
        yield Finding(
            _CHECK,
            WARNING,
            "the module was never pinned: `pyorch go` pins a copy of go.mod, and plain go with -toolexec cannot weave",
            "run `pyorch pin`, and commit what it writes",
        )
        return
    # What is missing, or was not downloaded, stays without spans.
    for remark in gathered.remarks:
        yield Finding(_CHECK, FAULT, remark, "run `pyorch pin`")
    broken = sorted({each.error for each in gathered.packages.values() if each.error})
    if broken:
        yield Finding(
            _CHECK, FAULT, f"go cannot find an injected package: {broken[0]}", "run `go mod download`, or `pyorch pin`"
        )
    if not gathered.remarks and not broken:
        yield Finding(_CHECK, OK, f"complete: {', '.join(pinned)}")
        yield from check_proof(gathered, compiles=compiles)


def _of_back_end(gathered: Gathered) -> Iterator[Finding]:
    if gathered.vendor is None:
        return
    count = len(gathered.aspects)
    if count:
        yield Finding("back end", OK, f"{gathered.vendor.name}, {count} aspects")
