"""Measures net/http and database/sql alone, with a handler and a driver that do nothing: all of the cost is the tracing."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.traces.agent import traced_environment
from tests.bench.errors import BenchError

if TYPE_CHECKING:
    from tests.bench.runtime.sink import Sink
    from tests.helpers.workshop import Workshop

LIBRARIES = {"http": "net/http alone, a request", "sql": "database/sql alone, a query"}

_PROGRAM = Path(__file__).with_name("one_library")
_WORDS = {
    "plain": ("go", "build"),
    "by hand": ("go", "build", "-tags=hand"),
    "woven": ("pyorch", "go", "build"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """The cost of one call of the library."""

    microseconds: float
    objects: float
    kibibytes: float


def build_programs(workshop: Workshop, folder: Path) -> dict[str, Path]:
    """Build the program once for each variant. Raises a BenchError with go's message."""
    folder.mkdir()
    shutil.copytree(_PROGRAM, workshop.folder / _PROGRAM.name)
    programs = {}
    for name, words in _WORDS.items():
        programs[name] = folder / name.replace(" ", "-")
        built = workshop.run(*words, "-o", programs[name], f"./{_PROGRAM.name}")
        if built.code:
            raise BenchError(f"`{' '.join(words)}` failed:\n{built.text.strip()}")
    return programs


def measure_calls(program: Path, library: str, times: int, sink: Sink) -> Call:
    """Run a program once. Raises a BenchError with its message if it fails."""
    command = [str(program), library, str(times)]
    environment = traced_environment(sink.url, library)
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    if finished.returncode:
        raise BenchError(f"{program.name} ended with exit code {finished.returncode}:\n{finished.stderr.strip()}")
    nanoseconds, objects, allocated = map(float, finished.stdout.split())
    return Call(nanoseconds / 1000, objects, allocated / 1024)
