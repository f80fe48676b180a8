"""`python -m tests.bench.back_ends`: what each back end costs, for `make bench-back-ends`.

Three builds of one program are compared: plain, woven for Datadog, woven for OpenTelemetry. Each has its own copy of
examples/notes, pinned for its back end, and its own caches.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
from itertools import count
from typing import TYPE_CHECKING

from tests.bench.command import run
from tests.bench.contenders import Contender
from tests.bench.errors import BenchError
from tests.bench.measuring import build
from tests.bench.rounds import COLD, EDIT_MAIN, NO_CHANGE, rotated
from tests.helpers.progress import say

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = "back"
_WOVEN = ("pyorch", "go", "build")


def main() -> int:
    """Run the benchmark. The exit code does not depend on the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.back_ends", description="Compare the back ends.")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of rebuilds (5)")
    parser.add_argument("--cold", type=int, default=2, help="rounds of cold builds (2)")
    options = parser.parse_args()
    return run("bench-back-ends", lambda folder: _bench(folder, options.rounds, options.cold))


def _bench(folder: Path, rounds: int, cold: int) -> None:
    contenders = [
        Contender("plain", folder / "plain", ("go", "build"), is_traced=False).prepared(),
        _pinned(Contender("datadog", folder / "datadog", _WOVEN)),
        _pinned(Contender("otel", folder / "otel", _WOVEN, is_traced=False)),
    ]
    taken: dict[str, dict[str, list[float]]] = {}
    numbers = count(1)
    for kind, times in ((COLD, cold), (NO_CHANGE, rounds), (EDIT_MAIN, rounds)):
        for round_ in range(times):
            for contender in rotated(contenders, round_):
                kind.prepare(contender, next(numbers))
                taken.setdefault(kind.title, {}).setdefault(contender.name, []).append(build(contender).wall)
            say(f"{kind.title}, round {round_ + 1} of {times}")
    _print(contenders, taken)


def _pinned(contender: Contender) -> Contender:
    """Pin a contender's module for the back end of its name. The programs by hand would keep Datadog's library."""
    contender.prepared()
    shutil.rmtree(contender.module / "hand")
    say(f"pinning for {contender.name}")
    pinned = contender.workshop.pyorch("pin", "--backend", contender.name)
    if pinned.code:
        raise BenchError(f"`pyorch pin --backend {contender.name}` failed:\n{pinned.text.strip()}")
    return contender


def _print(contenders: list[Contender], taken: dict[str, dict[str, list[float]]]) -> None:
    names = [each.name for each in contenders]
    print("| | " + " | ".join(names) + " |")
    print("|---|" + "---|" * len(names))
    print("| packages with code | " + " | ".join(str(_packages(each)) for each in contenders) + " |")
    sizes = [(each.folder / "bin" / _PROGRAM).stat().st_size / 1e6 for each in contenders]
    print("| program, MB | " + " | ".join(f"{size:.1f}" for size in sizes) + " |")
    for title, walls in taken.items():
        medians = [statistics.median(walls[name]) for name in names]
        print(f"| {title}, s | " + " | ".join(f"{each:.2f} ({each / medians[0]:.2f}x)" for each in medians) + " |")


def _packages(contender: Contender) -> int:
    """Return how many packages have code in the program: those of the functions that it names."""
    listed = contender.workshop.run("go", "tool", "nm", contender.folder / "bin" / _PROGRAM)
    functions = re.findall(r"^\s*[0-9a-f]+ [tT] (\S+)", listed.out, re.MULTILINE)
    return len({re.sub(r"^((?:[^/(]*/)*[^/.(]+).*$", r"\1", name) for name in functions})


if __name__ == "__main__":
    sys.exit(main())
