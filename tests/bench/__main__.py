"""`python -m tests.bench`: what `make bench` runs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import census, machine
from tests.bench.command import run
from tests.bench.contenders import five_builds
from tests.bench.errors import BenchError
from tests.bench.figures import as_json
from tests.bench.measuring import build
from tests.bench.peer import prepared_peer
from tests.bench.rounds import measure
from tests.bench.table import print_table
from tests.helpers.paths import NOTES
from tests.helpers.progress import say
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from tests.bench.contenders import Contender


def main() -> int:
    """Run the benchmark. The exit code does not depend on the figures."""
    options = _options()
    return run("bench", lambda folder: _bench(folder, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure pyorch's builds against plain go's."
    )
    parser.add_argument("--rounds", type=_positive, default=7, help="rounds of rebuilds (7)")
    parser.add_argument(
        "--cold", type=_positive, default=3, help="rounds of cold builds (3), a minute or two each build"
    )
    parser.add_argument("--peer", action="store_true", help="measure the real Orchestrion as well")
    parser.add_argument(
        "--json", type=Path, default=Path("bench.json"), metavar="FILE", help="all figures (bench.json)"
    )
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _bench(folder: Path, options: argparse.Namespace) -> None:
    load_before = machine.load()
    described = machine.describe(Workshop(NOTES))
    contenders = [each.prepared() for each in five_builds(folder)]
    hand, woven = contenders[:2]
    say("downloading modules, where they are not in the module cache yet")
    if (download := hand.workshop.go("mod", "download")).code:
        raise BenchError(f"go mod download failed:\n{download.text.strip()}")
    say("a cold build by pyorch that is counted, not timed; it also brings the sources into memory for all")
    counts = census.take(census.counted(woven), hand)
    peer, remark = _peer(folder) if options.peer else (None, "")
    if remark:
        say(remark)
    contenders += [peer] if peer else []
    rows = measure(contenders, options.rounds, options.cold, say)
    print()
    print_table(rows)
    print(counts.text())
    if remark:
        print(remark)
    print(machine.note(described, load_before))
    report = {
        "machine": {**described, "load_before": load_before, "load_after": machine.load()},
        "rows": as_json(rows),
        "census": counts.as_json(),
        "peer": remark or (peer.name if peer else None),
    }
    options.json.write_text(json.dumps(report, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    print(f"every sample: {options.json}")


def _peer(folder: Path) -> tuple[Contender | None, str]:
    """Orchestrion, after a trial build; or nothing, after printing why."""
    say("installing Orchestrion and building with it once, untimed")
    try:
        peer = prepared_peer(folder, Workshop(NOTES))
        build(peer)
        peer.check_programs()
    except BenchError as error:
        return None, " ".join(str(error).split())
    return peer, ""


if __name__ == "__main__":
    sys.exit(main())
