"""Counts the processes of a cold pyorch build and their memory, in a separate build that is not timed.

Tool calls and Python processes are counted exactly: in a copy of pyorch, the script and the interpreter write a line
whenever they start. Memory is sampled: every ten milliseconds the peak so far (VmHWM) of each pyorch process is read from
/proc. A process that weaves waits for its compiler afterwards, so its peak can still be read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.measuring import run
from tests.bench.watching import PROC, Watch, processes
from tests.helpers.workshop import pyorch_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.contenders import Contender

_EVERY_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Census:
    """The counts of one cold build; memory is None if there is no /proc."""

    compiles: int
    links: int
    other_tools: dict[str, int]
    pythons: int
    woven_packages: int
    baseline_packages: int
    """What the program with its tracing by hand is compiled from."""
    plain_packages: int
    """What the program without tracing is compiled from."""
    peak_mib: float | None
    peak_process: str
    pythons_sampled: int

    def as_json(self) -> dict[str, Any]:
        """All values, for JSON."""
        return asdict(self)

    def text(self) -> str:
        """The lines at the end of a report."""
        counted = (
            f"a cold `pyorch go build` calls the compiler {self.compiles} times, the linker {self.links} times "
            f"and other tools {sum(self.other_tools.values())} times ({', '.join(self.other_tools)}), weaves "
            f"{self.woven_packages} packages and starts {self.pythons} Python processes; "
            f"by hand it is {self.baseline_packages} packages, without tracing {self.plain_packages}"
        )
        if self.peak_mib is None:
            return counted + "\nmemory was not measured: there is no /proc here"
        return (
            f"{counted}\nthe largest pyorch process took {self.peak_mib:.1f} MiB, {self.peak_process} (target: under 100 MiB; "
            f"peak RSS, VmHWM, read every {_EVERY_SECONDS * 1000:.0f} ms: {self.pythons_sampled} of the Python processes "
            "lived long enough)"
        )


def take(contender: Contender, baseline: Contender) -> Census:
    """Count the processes of the contender's cold build, which uses the `pyorch` in its PATH."""
    tally = contender.folder / "started"
    log = contender.folder / "log"
    programs = _counting_installation(contender.folder / "counting", tally)
    workshop = contender.workshop.with_environment(PYORCH_LOG="info", PYORCH_LOG_FILE=str(log))
    environment = workshop.full_environment()
    environment["PATH"] = f"{programs}:{environment['PATH']}"
    command = (str(programs / "pyorch"), *contender.command[1:])
    sampler = Sampler()
    try:
        run(command, contender.module, environment, sampler.start)
    finally:
        sampler.stop()
    started = Counter(tally.read_text(encoding="utf-8").split())
    pythons = started.pop("python")
    compiles, links = started.pop("compile"), started.pop("link")
    name, peak = max(sampler.peaks.values(), key=lambda found: found[1], default=("", 0))
    return Census(
        compiles=compiles,
        links=links,
        other_tools=dict(sorted(started.items())),
        pythons=pythons,
        woven_packages=len(set(re.findall(r"^pyorch: (\S+): woven ", log.read_text(encoding="utf-8"), re.MULTILINE))),
        baseline_packages=_packages(baseline),
        plain_packages=_packages(contender),
        peak_mib=round(peak / 1024, 1) if sampler.peaks else None,
        peak_process=name,
        pythons_sampled=len(sampler.pythons),
    )


def _counting_installation(folder: Path, tally: Path) -> Path:
    """A copy of the installed `pyorch` whose script and interpreter count their starts."""
    folder.mkdir()
    shebang, rest = pyorch_script().read_text(encoding="utf-8").split("\n", 1)
    count_tools = (
        'if [ "${1-}" = toolexec ] && [ "${3-}" != -V=full ] && [ -n "${2-}" ]; then\n'
        f"\techo \"${{2##*/}}\" >>'{tally}'\nfi\n"
    )
    _write_program(folder / "pyorch", f"{shebang}\n{count_tools}{rest}")
    # A plan names the interpreter of its tool calls: sys.executable of the process that makes the plan.
    counting = folder / "python"
    _write_program(folder / "pyorch-py", f"#!{counting}\n")
    _write_program(
        counting,
        f"#!/bin/sh\necho python >>'{tally}'\n"
        f'case $3 in -c) code="import sys; sys.executable = {str(counting)!r}; $4"; shift 4; set -- -E -P -c "$code" "$@" ;;\n'
        "esac\n"
        f"exec '{sys.executable}' \"$@\"\n",
    )
    return folder


def _write_program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


class Sampler(Watch):
    """Samples the pyorch processes of one session."""

    def __init__(self) -> None:
        super().__init__(_EVERY_SECONDS)
        self.peaks: dict[tuple[str, str], tuple[str, int]] = {}
        """By process id and start time: what it is, and its peak in KiB."""

    @property
    def pythons(self) -> set[tuple[str, str]]:
        """The processes that run Python."""
        return {key for key, (name, _) in self.peaks.items() if name.startswith("Python")}

    def look(self, session: int) -> None:
        """Keep the peaks so far."""
        for folder, fields in processes(session):
            with suppress(OSError):  # it has ended
                self._look_at(folder, fields)

    def _look_at(self, folder: Path, fields: list[str]) -> None:
        name = _name_of(folder)
        if name.startswith("Python") and _name_of(PROC / fields[1]).startswith("Python"):
            return  # a child that will become a compiler; until then it shares its parent's memory and command line
        peak = re.search(r"^VmHWM:\s*(\d+) kB", (folder / "status").read_text(errors="replace"), re.MULTILINE)
        if name and peak:
            key = (folder.name, fields[19])
            before = self.peaks.get(key, ("", 0))
            # A script becomes Python, and Python a compiler, in one process: read only the peak of the current program.
            self.peaks[key] = max(before, (name, int(peak[1])), key=lambda found: found[1])


def _name_of(folder: Path) -> str:
    return what_it_is((folder / "cmdline").read_text(errors="replace").split("\0"))


def what_it_is(argv: Sequence[str]) -> str:
    """The kind of pyorch process with this command line, in a few words; empty for other processes."""
    kind = Path(argv[0]).name
    told = {Path(word).name for word in argv[1:5]} | {word for word in argv[1:5] if "orchestrion_py" in word}
    if not any(word in ("pyorch", "pyorch-py") or "orchestrion_py" in word for word in told):
        return ""
    if kind.startswith("python"):
        tools = [word for word in (Path(word).name for word in argv[1:]) if word in ("compile", "link")]
        return f"Python in front of {tools[0]}" if tools else "Python of the command line"
    return "the sh script" if kind in ("sh", "dash", "bash", "busybox") else ""


def counted(contender: Contender) -> Contender:
    """The contender whose processes are counted."""
    return replace(contender, folder=contender.folder.with_name("census")).prepared()


def _packages(contender: Contender) -> int:
    """The number of packages of which plain go builds the contender's programs."""
    return len(set(contender.workshop.go("list", "-deps", contender.sources).out.split()) - {"unsafe"})
