"""The fault of packages that would import each other because of weaving."""

from __future__ import annotations

from orchestrion_py.faults import Fault


def injection_cycle(*steps: str) -> Fault:
    """Return the fault of a cycle; each step is a package or a chain of packages, `A -> B`, that import each other."""
    return Fault(
        f"an injection cycle: {', then '.join(steps)}",
        "a package cannot import what needs it: reach the function with go:linkname, and list its package under `links:`",
    )
