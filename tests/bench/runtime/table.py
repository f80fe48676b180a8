"""Prints the medians of the rounds, and their ratios to tracing by hand."""

from __future__ import annotations

from dataclasses import fields
from statistics import median
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from tests.bench.runtime.measuring import Sample

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BASELINE = "by hand"
_TITLES = {
    "rate": "requests/s",
    "p50": "p50, ms",
    "p99": "p99, ms",
    "objects": "allocations/request",
    "kibibytes": "KiB/request",
    "microseconds": "processor, µs/request",
}


def medians(samples: Sequence[Sample]) -> dict[str, float]:
    """The median of each figure."""
    return {field.name: median(getattr(sample, field.name) for sample in samples) for field in fields(Sample)}


def paired(samples: Sequence[Sample], baseline: Sequence[Sample]) -> dict[str, float]:
    """The median ratio of each figure to the baseline of the same round, which cancels what slows a whole round down."""
    pairs = list(zip(samples, baseline, strict=True))
    return {
        field.name: median(getattr(one, field.name) / getattr(two, field.name) for one, two in pairs)
        for field in fields(Sample)
    }


def print_table(taken: Mapping[str, Sequence[Sample]]) -> None:
    """Print a row for each figure and a column for each variant: lines and colours on a terminal, plain text in a pipe."""
    console = Console()
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in taken:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(f"woven / {_BASELINE}", justify="right", no_wrap=True)
    columns = {name: medians(samples) for name, samples in taken.items()}
    ratios = paired(taken["woven"], taken[_BASELINE])
    for key, title in _TITLES.items():
        table.add_row(
            title, *(f"{column[key]:,.{_digits(column[key])}f}" for column in columns.values()), f"{ratios[key]:.3f}x"
        )
    console.print(table)


def _digits(figure: float) -> int:
    return 0 if figure >= 100 else 2
