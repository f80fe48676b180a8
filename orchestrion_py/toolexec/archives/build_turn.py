"""Whose turn it is to build injected packages: one call of a build at a time, while the other calls wait.

A nested call does not wait: it is part of what the one caller waits for.
"""

from __future__ import annotations

import os

from orchestrion_py.operating_system import Lock
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.cache.atomic_files import write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from orchestrion_py.toolexec.plan.plan_folder import Plan

# The `pyorch` script looks for this file of the plan.
_MARKER = "building-archives"
_LOCK = "archives.lock"


def lock_archives(plan: Plan) -> Lock:
    """Return the lock that a call holds while it builds injected packages."""
    return Lock(plan.path(_LOCK), "builds injected packages", Log(plan.environment).waiting)


class Announced:
    """Tells the other calls of a build to wait; the caller holds the lock, or its holder does not go on."""

    def __init__(self, plan: Plan) -> None:
        self._marker = plan.path(_MARKER)

    def __enter__(self) -> None:
        write_atomically(self._marker, b"")

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        _remove(self._marker)


def wait_for_archives(plan: Plan) -> None:
    """Wait until no other call builds injected packages, unless this call is part of that."""
    marker = plan.path(_MARKER)
    if not plan.chain and os.path.exists(marker):
        with Log(plan.environment).step("wait", "for injected packages"), lock_archives(plan):
            _remove(marker)  # the process that left it was killed, or does not go on


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
