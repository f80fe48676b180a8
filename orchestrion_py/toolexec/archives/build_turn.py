"""Whose turn it is to build injected packages: one call of a build at a time, while the other calls wait.

A nested call does not wait: it is part of what the one caller waits for.
"""

from __future__ import annotations

import os

from orchestrion_py.operating_system import Lock
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
    return Lock(plan.path(_LOCK))


class Announced:
    """Tells the other calls of a build to wait; the caller holds the lock."""

    def __init__(self, plan: Plan) -> None:
        self._marker = plan.path(_MARKER)

    def __enter__(self) -> None:
        write_atomically(self._marker, b"")

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        os.unlink(self._marker)


def wait_for_archives(plan: Plan) -> None:
    """Wait until no other call builds injected packages, unless this call is part of that."""
    marker = plan.path(_MARKER)
    if not plan.chain and os.path.exists(marker):
        with lock_archives(plan):
            if os.path.exists(marker):  # the process that left it was killed
                os.unlink(marker)
