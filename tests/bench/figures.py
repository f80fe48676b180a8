"""Computes medians of samples and their ratios to the baseline."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Sample:
    """One build, in seconds."""

    wall: float
    user: float
    system: float

    @property
    def cpu(self) -> float:
        """The time on all cores together."""
        return self.user + self.system


@dataclass(frozen=True, slots=True)
class Line:
    """The medians of one contender, in seconds and as multiples of the baseline's."""

    name: str
    samples: tuple[Sample, ...]
    wall: float
    cpu: float
    wall_ratio: float
    cpu_ratio: float
    met: bool | None
    """Whether the target is reached, by the wall clock; None where there is none to reach."""

    @property
    def user(self) -> float:
        """The median of the user time."""
        return median(sample.user for sample in self.samples)

    @property
    def system(self) -> float:
        """The median of the system time."""
        return median(sample.system for sample in self.samples)

    @property
    def fastest(self) -> float:
        """The shortest wall clock."""
        return min(sample.wall for sample in self.samples)

    @property
    def slowest(self) -> float:
        """The longest wall clock."""
        return max(sample.wall for sample in self.samples)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one kind of build, the baseline first."""

    key: str
    title: str
    target: float | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The samples of one contender; `judged` if the target applies to it."""

    name: str
    judged: bool
    samples: tuple[Sample, ...]


def row(key: str, title: str, target: float | None, measured: Sequence[Measured]) -> Row:
    """Compare contenders by the ratios of their medians; the first is the baseline."""
    wall, cpu = _medians(measured[0].samples)
    return Row(key, title, target, tuple(_line(each, target, wall, cpu) for each in measured))


def _line(measured: Measured, target: float | None, baseline_wall: float, baseline_cpu: float) -> Line:
    wall, cpu = _medians(measured.samples)
    ratio = wall / baseline_wall
    return Line(
        measured.name,
        measured.samples,
        wall,
        cpu,
        ratio,
        # Some kernels count times in ticks, so the baseline may be zero.
        cpu / baseline_cpu if baseline_cpu else math.nan,
        # Two digits, as printed: otherwise 1.06 might miss a target of 1.06.
        round(ratio, 2) <= target if measured.judged and target is not None else None,
    )


def _medians(samples: Sequence[Sample]) -> tuple[float, float]:
    return median(sample.wall for sample in samples), median(sample.cpu for sample in samples)


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """All figures and every sample, for JSON."""
    return [
        {
            "row": row.key,
            "title": row.title,
            "target": row.target,
            "builds": [_line_as_json(line) for line in row.lines],
        }
        for row in rows
    ]


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "wall": round(line.wall, 4),
        "user": round(line.user, 4),
        "system": round(line.system, 4),
        "cpu": round(line.cpu, 4),
        "wall_ratio": round(line.wall_ratio, 4),
        "cpu_ratio": None if math.isnan(line.cpu_ratio) else round(line.cpu_ratio, 4),
        "met": line.met,
        "samples": [
            {"wall": round(each.wall, 4), "user": round(each.user, 4), "system": round(each.system, 4)}
            for each in line.samples
        ],
    }
