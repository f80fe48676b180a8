"""Whether go finds `pyorch`, as `-toolexec="pyorch toolexec"` needs it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from orchestrion_py.doctor.finding import OK, WARNING, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine

_CHECK = "pyorch in PATH"


def check_path(machine: Machine) -> Iterator[Finding]:
    """Look for `pyorch` in PATH, and compare it with the one that runs."""
    found = shutil.which("pyorch", path=machine.environment.get("PATH"))
    running = machine.environment.get("PYORCH_SELF", "")
    if found is None:
        yield Finding(
            _CHECK, WARNING, "PATH has no pyorch: go does not find it for -toolexec", "add the folder of pyorch to PATH"
        )
    elif running and os.path.realpath(found) != os.path.realpath(running):
        yield Finding(
            _CHECK, WARNING, f"{found} is not the pyorch that runs now, {running}", "remove one of them, or change PATH"
        )
    else:
        yield Finding(_CHECK, OK, found)
