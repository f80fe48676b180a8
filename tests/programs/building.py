"""Builds a program, plain and woven, and measures time and memory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measuring import run
from tests.bench.watching import Watch, processes
from tests.helpers.workshop import pyorch_script

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop
    from tests.programs.program import Program

_EVERY_SECONDS = 0.1
# The field of /proc/PID/stat, counted from behind the name, with the pages in memory.
_RESIDENT = 21
_PAGES_OF_A_MEGABYTE = 256
_WOVEN = re.compile(r"^pyorch: (\S+): woven .* at (\S+?):\d+:\d+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a build: seconds by the clock, and the most memory that all its processes used at one moment."""

    seconds: float
    peak_mib: int


@dataclass(frozen=True, slots=True)
class Built:
    """A binary, and its cost with empty caches and after a change of its main package."""

    binary: Path
    cold: Cost
    edited: Cost

    @property
    def megabytes(self) -> int:
        """The size of the binary."""
        return round(self.binary.stat().st_size / 1e6)


def built(program: Program, workshop: Workshop, binary: Path, *, woven: bool) -> Built:
    """Build a program with empty caches, and again after adding a function to a file of its main package."""
    go = [str(pyorch_script()), "go"] if woven else ["go"]
    command = [*go, "build", "-o", str(binary), program.package]
    cold = _measured(command, workshop)
    listed = workshop.go("list", "-f", "{{.Dir}}/{{index .GoFiles 0}}", program.package)
    assert listed.code == 0, listed.err
    changed = Path(listed.out.strip())
    before = changed.read_bytes()
    changed.write_bytes(before + b"\nfunc changedToBeBuiltAnew() {}\n")
    try:
        edited = _measured(command, workshop)
    finally:
        changed.write_bytes(before)
    return Built(binary, cold, edited)


def _measured(command: list[str], workshop: Workshop) -> Cost:
    memory = Memory()
    try:
        sample = run(command, workshop.folder, workshop.full_environment(), memory.start)
    finally:
        memory.stop()
    return Cost(round(sample.wall, 1), round(memory.peak_pages / _PAGES_OF_A_MEGABYTE))


def woven_files(log: Path) -> tuple[int, int]:
    """How many packages and files were woven, by the log of a build."""
    found = set(_WOVEN.findall(log.read_text(encoding="utf-8")))
    return len({package for package, _ in found}), len({file for _, file in found})


class Memory(Watch):
    """Adds up the memory of all processes of a session, ten times a second."""

    def __init__(self) -> None:
        super().__init__(_EVERY_SECONDS)
        self.peak_pages = 0

    def look(self, session: int) -> None:
        """Keep the sum if it is the largest so far."""
        self.peak_pages = max(self.peak_pages, sum(int(fields[_RESIDENT]) for _, fields in processes(session)))
