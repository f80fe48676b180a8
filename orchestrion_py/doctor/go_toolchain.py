"""The go command, and the toolchain that it really uses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.doctor.finding import FAULT, OK, Finding
from orchestrion_py.gocommand.env import settings
from orchestrion_py.gocommand.releases import is_too_old, oldest_go
from orchestrion_py.gocommand.run import Go

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine

_CHECK = "go"


def check_go(machine: Machine) -> Iterator[Finding]:
    """Check the release of Go, and name the toolchain if go switches to another one in this folder."""
    used = machine.settings["GOVERSION"]
    if is_too_old(used):
        yield Finding(_CHECK, FAULT, f"{used} is too old", f"use Go {oldest_go()} or newer")
    own = settings(
        Go(machine.go, os.path.sep, {**machine.environment, "GOTOOLCHAIN": "local", "GOFLAGS": " "}), "GOVERSION"
    )["GOVERSION"]
    text = f"{used}: {machine.go}"
    if own != used:
        text += f" is {own}, and switches to {used} here, because of go.mod, go.work or GOTOOLCHAIN"
    yield Finding(_CHECK, OK, text)
