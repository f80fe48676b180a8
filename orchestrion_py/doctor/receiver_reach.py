"""Whether the agent or collector of the back end can be reached, as the environment names it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.doctor.finding import OK, WARNING, Finding
from orchestrion_py.doctor.reach import why_unreachable
from orchestrion_py.gocommand.modfile import direct_requirements
from orchestrion_py.toolexec.plan.module_aspects import read_tool_file
from orchestrion_py.vendors.back_end import VARIABLE, back_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine

_CHECK = "receiver of traces"


def check_receiver(machine: Machine) -> Iterator[Finding]:
    """Connect to the receiver that a program started in this environment would send to."""
    go_mod = machine.settings["GOMOD"]
    is_module = go_mod not in ("", os.devnull)
    vendor = back_end(
        machine.environment.get(VARIABLE, ""),
        read_tool_file(os.path.dirname(go_mod)).imports if is_module else (),
        direct_requirements(go_mod) if is_module else (),
    )
    silencing = vendor.receiver.silenced_by(machine.environment)
    if silencing:
        yield Finding(_CHECK, WARNING, f"{silencing}: programs send no traces", f"unset {silencing.partition('=')[0]}")
        return
    url = vendor.receiver.url(machine.environment, os.path.exists)
    if not url:
        return
    problem = why_unreachable(url)
    if problem:
        yield Finding(
            _CHECK,
            WARNING,
            f"nobody answers at {url}, where programs send their traces: {problem}",
            f"start an agent or a collector there, or set {vendor.receiver.variable}; `pyorch traces -- ./prog` needs neither",
        )
    else:
        yield Finding(_CHECK, OK, url)
