"""`python -m tests.bench.instrument`: what `make bench-instrument` runs."""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import machine
from tests.bench.command import run as run_bench
from tests.bench.errors import BenchError
from tests.bench.figures import Measured, Sample, row
from tests.bench.instrument.sources import FILES, gather
from tests.bench.measuring import run
from tests.bench.rounds import rotated
from tests.bench.table import print_table, seconds
from tests.helpers.progress import say
from tests.helpers.workshop import Workshop

_PEER = "github.com/nikolaydubina/go-instrument@latest"
_STAND_IN = Path(__file__).with_name("standin.go")
_TARGET = 1.0
# At least so many have a context.
_SPANS = 4000


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to instrument all files below a folder."""

    name: str
    command: tuple[str, ...]
    is_ours: bool = False


def main() -> int:
    """Run the benchmark. The exit code does not depend on the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.instrument", description="Measure `pyorch instrument` on a thousand files."
    )
    parser.add_argument("--rounds", type=int, default=7, help="how often each instruments all files (7)")
    options = parser.parse_args()
    return run_bench("bench-instrument", lambda folder: _bench(folder, options.rounds))


def _bench(folder: Path, rounds: int) -> None:
    load_before = machine.load()
    (folder / "original").mkdir()
    original = Workshop(folder / "original")
    gather(original)
    contenders = [*_once_a_file(original, folder), Contender("pyorch", ("pyorch", "instrument", "-w", "./..."), True)]
    taken: dict[str, list[Sample]] = {contender.name: [] for contender in contenders}
    for round_ in range(rounds):
        for contender in rotated(contenders, round_):
            copy = folder / "copy"
            shutil.copytree(original.folder, copy)
            taken[contender.name].append(run(contender.command, copy, original.full_environment()))
            _check(contender, copy)
            shutil.rmtree(copy)
        walls = ", ".join(f"{name} {seconds(samples[-1].wall)} s" for name, samples in taken.items())
        say(f"round {round_ + 1} of {rounds}: {walls}")
    measured = [Measured(each.name, each.is_ours, tuple(taken[each.name])) for each in contenders]
    print()
    print_table([row("instrument", f"instrument {FILES:,} files", _TARGET, measured)])
    for name, samples in taken.items():
        print(f"{name}: {FILES / median(sample.wall for sample in samples):,.0f} files/s")
    print(machine.note(machine.describe(original), load_before))


def _once_a_file(workshop: Workshop, folder: Path) -> list[Contender]:
    """go-instrument if the module proxy serves it; otherwise a small program that does the same."""
    installed = workshop.with_environment(GOBIN=str(folder)).go("install", _PEER)
    if installed.code == 0:
        return [Contender("go-instrument, once a file", _for_each(f"'{folder}/go-instrument' -app app -w -filename"))]
    say(f"`go install {_PEER}` failed: {installed.text.strip().splitlines()[-1].strip()}")
    stand_in = folder / "standin"
    built = workshop.go("build", "-o", str(stand_in), str(_STAND_IN))
    if built.code:
        raise BenchError(f"`go build {_STAND_IN.name}` failed:\n{built.text.strip()}")
    return [Contender("a stand-in for go-instrument, once a file", _for_each(f"'{stand_in}'"))]


def _for_each(command: str) -> tuple[str, ...]:
    return ("sh", "-c", f"find . -name '*.go' -print0 | xargs -0 -n 1 {command}")


def _check(contender: Contender, folder: Path) -> None:
    """Raise a BenchError if too little was instrumented, since the time would mean nothing."""
    spans = sum(path.read_bytes().count(b"otel.Tracer(") for path in folder.rglob("*.go"))
    if spans < _SPANS:
        raise BenchError(f"{contender.name} put in {spans} spans")


if __name__ == "__main__":
    sys.exit(main())
