"""`python -m tests.bench.runtime`: what `make bench-runtime` runs."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import machine
from tests.bench.command import run
from tests.bench.rounds import rotated
from tests.bench.runtime.libraries import LIBRARIES, build_programs, measure_calls
from tests.bench.runtime.load import installed
from tests.bench.runtime.measuring import measure
from tests.bench.runtime.sink import running_sink
from tests.bench.runtime.table import print_table
from tests.bench.runtime.variants import build, copy_with_meter, three_variants
from tests.helpers.progress import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.runtime.libraries import Call
    from tests.bench.runtime.measuring import Sample


def main() -> int:
    """Run the benchmark. The exit code does not depend on the figures."""
    options = _options()
    return run("bench-runtime", lambda folder: _bench(folder, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.runtime",
        description="Measure what tracing costs a running service, by hand and woven.",
    )
    parser.add_argument("--rounds", type=int, default=7, help="rounds of load on each variant (7)")
    parser.add_argument("--requests", type=int, default=12000, help="requests of each load (12000)")
    parser.add_argument(
        "--json", type=Path, default=Path("bench-runtime.json"), metavar="FILE", help="all figures (bench-runtime.json)"
    )
    return parser.parse_args()


def _bench(folder: Path, options: argparse.Namespace) -> None:
    load_before = machine.load()
    workshop = copy_with_meter(folder / "notes")
    hey = installed(workshop, folder)
    variants = three_variants(folder / "programs")
    for variant in variants:
        say(f"building the services: {variant.name}")
        build(variant, workshop)
    taken: dict[str, list[Sample]] = {variant.name: [] for variant in variants}
    say("building the programs of one library")
    programs = build_programs(workshop, folder / "programs-of-one-library")
    calls: dict[str, dict[str, list[Call]]] = {library: {name: [] for name in programs} for library in LIBRARIES}
    with running_sink() as sink:
        for round_ in range(options.rounds):
            for variant in rotated(variants, round_):
                place = folder / f"{variant.name}-{round_}"
                place.mkdir()
                taken[variant.name].append(measure(variant, hey, sink, options.requests, place))
            for library, name in product(LIBRARIES, rotated(list(programs), round_)):
                calls[library][name].append(measure_calls(programs[name], library, options.requests, sink))
            rates = ", ".join(f"{name} {samples[-1].rate:,.0f}/s" for name, samples in taken.items())
            say(f"round {round_ + 1} of {options.rounds}: {rates}")
    print()
    print_table(taken, calls)
    described = machine.describe(workshop)
    print(machine.note(described, load_before))
    report = {
        "machine": {**described, "load_before": load_before},
        "samples": _as_data(taken),
        "calls": {library: _as_data(variants) for library, variants in calls.items()},
    }
    options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"every sample: {options.json}")


def _as_data(taken: Mapping[str, Sequence[Sample | Call]]) -> dict[str, list[dict[str, float]]]:
    return {name: [asdict(sample) for sample in samples] for name, samples in taken.items()}


if __name__ == "__main__":
    sys.exit(main())
