"""The load: hey, a load generator from the Go module proxy, in a process of its own."""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

_HEY = "github.com/rakyll/hey@v0.1.5"


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients saw: how long it took in all, and each answer's latency, in seconds, the shortest first."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: float) -> float:
        """The latency that so many of a hundred requests do not exceed, in seconds."""
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * percent / 100))]


def installed(workshop: Workshop, folder: Path) -> Path:
    """The load generator, compiled into a folder. Raises a BenchError with go's own words."""
    result = workshop.with_environment(GOBIN=str(folder)).run("go", "install", _HEY)
    if result.code:
        raise BenchError(f"`go install {_HEY}` failed:\n{result.text.strip()}")
    return folder / "hey"


def put(hey: Path, url: str, requests: int, clients: int) -> Load:
    """Ask `url` so many times, by so many clients at once. Raises a BenchError where an answer is not 200."""
    command = [str(hey), "-n", str(requests), "-c", str(clients), "-o", "csv", url]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if finished.returncode:
        raise BenchError(f"hey ended with exit code {finished.returncode}:\n{finished.stderr.strip()}")
    answers = list(csv.DictReader(io.StringIO(finished.stdout)))
    if bad := [row["status-code"] for row in answers if row["status-code"] != "200"]:
        raise BenchError(f"{url} answered {len(bad)} of {len(answers)} requests with {', '.join(sorted(set(bad)))}")
    ends = (float(row["offset"]) + float(row["response-time"]) for row in answers)
    return Load(max(ends), tuple(sorted(float(row["response-time"]) for row in answers)))
