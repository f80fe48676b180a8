"""Waiting for another process: with a line after ten seconds, and not for one that does not go on."""

from __future__ import annotations

import sys
import time

from orchestrion_py.processes import has_ended, is_of_this_system, is_stopped, pid_of, work_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST_POLL, _LONGEST_POLL = 0.001, 0.02
# Looking at a process and its children takes longer than a poll.
_LOOK_SECONDS = 0.5
_REPORT_SECONDS = 10.0
# A process under a tracer is stopped for moments.
_STOPPED_SECONDS = 2.0
# A frozen process does not look like a stopped one: it takes no processor time, as one that waits for a network or a disk.
_IDLE_SECONDS = 60.0


class Patience:
    """Waits for a process that does something, which `purpose` says in words: "compiles example.com/p".

    `report` prints a line. It also gets the id of the process, 0 if that has no meaning here.
    """

    def __init__(
        self, purpose: str, report: Callable[[str, int], None] | None = None, *, foreign_seconds: float = 60.0
    ) -> None:
        """Of a process of another container or machine one sees only how old its file is: it is hoped for `foreign_seconds`."""
        self._purpose = purpose
        self._foreign_seconds = foreign_seconds
        self._report = report or _print
        self._begun = time.monotonic()
        self._looked = self._begun
        self._poll = _SHORTEST_POLL
        self._has_reported = False
        self._name = ""
        self._work = ""
        self._worked = self._begun
        self._went_on = self._begun

    def wait(self, name: str, since: float) -> bool:
        """Wait a moment for the process with this name (see processes.py), at work since a time; False if that is in vain."""
        now = time.monotonic()
        if name != self._name:
            self._name, self._worked, self._went_on = name, now, now
            self._begun = now
        hopeful = True
        if now - self._looked >= _LOOK_SECONDS or now == self._begun:
            self._looked = now
            hopeful = self._look(now, since)
        if not hopeful:
            return False
        if not self._has_reported and now - self._begun >= _REPORT_SECONDS:
            self._has_reported = True
            text = f"still waiting after {_REPORT_SECONDS:.0f} s: {self._who()} {self._purpose}"
            self._report(text, pid_of(self._name) if is_of_this_system(self._name) else 0)
        time.sleep(self._poll)
        self._poll = min(2 * self._poll, _LONGEST_POLL)
        return True

    def _look(self, now: float, since: float) -> bool:
        pid = pid_of(self._name)
        if not pid or not is_of_this_system(self._name):
            old = abs(time.time() - since) if since else 0
            return max(old, now - self._begun) < self._foreign_seconds
        if has_ended(self._name):
            # Whoever waits finds that out by itself, unless the name is an old one.
            return now - self._begun < _STOPPED_SECONDS
        if not is_stopped(pid):
            self._went_on = now
        work = work_of(pid)
        if work != self._work or not work:
            self._work, self._worked = work, now
        return now - self._went_on < _STOPPED_SECONDS and now - self._worked < _IDLE_SECONDS

    def _who(self) -> str:
        pid = pid_of(self._name)
        if not pid:
            return "another process"
        if not is_of_this_system(self._name):
            return f"process {pid} of another container or machine"
        return f"process {pid} ({'stopped' if is_stopped(pid) else 'running'})"


def _print(text: str, _pid: int) -> None:
    print(f"pyorch: {text}", file=sys.stderr, flush=True)
