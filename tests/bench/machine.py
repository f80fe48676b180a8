"""Describes the machine on which the figures were measured."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop


def describe(workshop: Workshop) -> dict[str, Any]:
    """The machine, its system, and the versions of Go, Python and pyorch."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "go": workshop.go("env", "GOVERSION").out.strip(),
        "python": platform.python_version(),
        "pyorch": workshop.pyorch("version").out.strip(),
    }


def load() -> float:
    """The load average of the last minute, which includes the benchmark."""
    return round(os.getloadavg()[0], 2)


def note(machine: dict[str, Any], load_before: float) -> str:
    """The last line of a report."""
    return (
        f"measured on {machine['cores']} cores ({machine['processor']}), {machine['memory_gib']} GiB, {machine['system']}; "
        f"{machine['go']}, Python {machine['python']}, {machine['pyorch']}; load average before: {load_before}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
