"""Runs all checks, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.doctor.caches import check_caches
from orchestrion_py.doctor.conflicting_flags import check_flags
from orchestrion_py.doctor.finding import FAULT, Finding, Machine
from orchestrion_py.doctor.go_toolchain import check_go
from orchestrion_py.doctor.module_pin import check_pin
from orchestrion_py.doctor.module_proxy import check_proxy
from orchestrion_py.doctor.pyorch_in_path import check_path
from orchestrion_py.doctor.receiver_reach import check_receiver
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.env import settings
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.go_settings import own_goflags
from orchestrion_py.gocommand.run import Go

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CHECKS: Mapping[str, Callable[[Machine], Iterator[Finding]]] = {
    "go": check_go,
    "PATH": check_path,
    "GOFLAGS": check_flags,
    "caches": check_caches,
    "the module proxy": check_proxy,
    "the pin": check_pin,
    "the receiver of traces": check_receiver,
}
_SETTINGS = ("GOCACHE", "GOMOD", "GOMODCACHE", "GOPROXY", "GOVERSION", "GOWORK")


def examine(
    environment: Mapping[str, str], folder: str, report: Callable[[str], None], *, proves: bool = False
) -> Iterator[Finding]:
    """Return what all checks find in a folder; `report` gets the name of each check before it runs.

    `proves`: compile the injected packages.

    A check that fails is a finding as well, and the others run.
    """
    report("go")
    try:
        go = find_go(environment)
        asked = Go(go, folder, {**environment, "GOFLAGS": own_goflags(environment, go)})
        machine = Machine(environment, folder, go, settings(asked, *_SETTINGS), proves)
    except Fault as fault:
        yield Finding("go", FAULT, fault.message, fault.hint)
        return
    for name, check in CHECKS.items():
        report(name)
        try:
            yield from check(machine)
        except Fault as fault:
            yield Finding(name, FAULT, fault.message, fault.hint)
