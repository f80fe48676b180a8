"""Prints the medians of the rounds, and their ratios to tracing by hand."""

from __future__ import annotations

from dataclasses import fields
from statistics import median
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from tests.bench.runtime.libraries import LIBRARIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.runtime.libraries import Call
    from tests.bench.runtime.measuring import Sample

_BASELINE = "by hand"
_TITLES = {
    "rate": "requests/s",
    "p50": "p50, ms",
    "p99": "p99, ms",
    "objects": "allocations/request",
    "kibibytes": "KiB/request",
    "microseconds": "processor, µs/request",
}
_TITLES_OF_CALLS = {"microseconds": "µs", "objects": "allocations", "kibibytes": "KiB"}


def medians(samples: Sequence[Sample] | Sequence[Call]) -> dict[str, float]:
    """The median of each figure."""
    names = [field.name for field in fields(samples[0])]
    return {name: median(getattr(sample, name) for sample in samples) for name in names}


def paired(samples: Sequence[Sample] | Sequence[Call], baseline: Sequence[Sample] | Sequence[Call]) -> dict[str, float]:
    """The median ratio of each figure to the baseline of the same round, which cancels what slows a whole round down."""
    pairs = list(zip(samples, baseline, strict=True))
    names = [field.name for field in fields(samples[0])]
    return {name: median(getattr(one, name) / getattr(two, name) for one, two in pairs) for name in names}


def print_table(taken: Mapping[str, Sequence[Sample]], calls: Mapping[str, Mapping[str, Sequence[Call]]]) -> None:
    """Print a row for each figure and a column for each variant: lines and colours on a terminal, plain text in a pipe."""
    console = Console()
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in taken:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(f"woven / {_BASELINE}", justify="right", no_wrap=True)
    _add_rows(table, _TITLES, taken)
    for library, variants in calls.items():
        _add_rows(table, {key: f"{LIBRARIES[library]}: {title}" for key, title in _TITLES_OF_CALLS.items()}, variants)
    console.print(table)


def _add_rows(table: Table, titles: Mapping[str, str], taken: Mapping[str, Sequence[Sample] | Sequence[Call]]) -> None:
    columns = {name: medians(samples) for name, samples in taken.items()}
    ratios = paired(taken["woven"], taken[_BASELINE])
    for key, title in titles.items():
        table.add_row(
            title, *(f"{column[key]:,.{_digits(column[key])}f}" for column in columns.values()), f"{ratios[key]:.3f}x"
        )


def _digits(figure: float) -> int:
    return 0 if figure >= 100 else 2
