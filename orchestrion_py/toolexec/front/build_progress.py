"""What `pyorch go` prints while a build takes long: a line every ten seconds in a log, and all the time on a terminal.

It costs the build nothing: the compile calls leave their files of single_flight.py anyway, and the processes are there to see.
"""

from __future__ import annotations

import os
import time

from orchestrion_py.counted import counted
from orchestrion_py.processes import command_line, family
from orchestrion_py.toolexec.plan.plan_folder import SINGLE_FLIGHT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EVERY_SECONDS = 10.0
_SHOWN = 3


class BuildProgress:
    """The progress of one go command. `every` is the time between two lines in seconds, by default ten."""

    def __init__(self, plan: str, go: int, every: float | None = None) -> None:
        self._folder = f"{plan}/{SINGLE_FLIGHT}"
        self._go = go
        self._begun = time.time()
        self._every = _EVERY_SECONDS if every is None else every
        self._next = time.monotonic() + self._every
        self._finished: set[str] = set()
        self._last = 0

    def look(self) -> str:
        """Count what has been compiled since the last look, which link calls may forget; return the line that is due, or none."""
        self._finished |= set(self._newly_finished())
        if time.monotonic() < self._next:
            return ""
        self._next += self._every
        count, now = len(self._finished), _current(map(command_line, family(self._go)))
        if not now and count == self._last:
            return ""  # go downloads modules, or the tests run
        self._last = count
        return f"{time.time() - self._begun:.0f} s: {counted(count, 'package')} compiled{', now ' if now else ''}{now}"

    def _newly_finished(self) -> Iterator[str]:
        try:
            entries = list(os.scandir(self._folder))
        except OSError:
            return
        for entry in entries:
            if entry.name.endswith(".done") and entry.name not in self._finished:
                try:
                    if entry.stat().st_mtime >= self._begun - 1:
                        yield entry.name
                except OSError:
                    continue


def _current(commands: Iterable[list[str]]) -> str:
    """Return what the processes of a build do now: the packages that are woven, then those that are compiled, then links."""
    found: dict[str, list[str]] = {"weaving": [], "compiling": [], "linking": []}
    for words in commands:
        names = [os.path.basename(word) for word in words[:6]]
        package = words[words.index("-p") + 1] if "-p" in words[:-1] else ""
        if "tool_call.py" in names and "compile" in names:
            found["weaving"].append(package)
        elif names[:1] == ["compile"]:
            found["compiling"].append(package)
        elif names[:1] == ["link"]:
            found["linking"].append("")
    woven = found["weaving"]
    compiled = [name for name in found["compiling"] if name not in woven]
    parts = [f"{what} {_listed(names)}" for what, names in (("weaving", woven), ("compiling", compiled)) if any(names)]
    return "; ".join([*parts, *(["linking"] if found["linking"] else [])])


def _listed(names: Iterable[str]) -> str:
    distinct = sorted({name for name in names if name})
    more = len(distinct) - _SHOWN
    return ", ".join([*distinct[:_SHOWN], *([f"{more} more"] if more > 0 else [])])
