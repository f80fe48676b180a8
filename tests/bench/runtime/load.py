"""Runs hey, a load generator from the Go module proxy."""

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
    """The total time and the latency of each answer, in seconds, the shortest first."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: float) -> float:
        """A percentile of the latencies, in seconds."""
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * percent / 100))]


def installed(workshop: Workshop, folder: Path) -> Path:
    """Compile the load generator into a folder. Raises a BenchError with go's message."""
    result = workshop.with_environment(GOBIN=str(folder)).run("go", "install", _HEY)
    if result.code:
        raise BenchError(f"`go install {_HEY}` failed:\n{result.text.strip()}")
    return folder / "hey"


def put(hey: Path, url: str, requests: int, clients: int) -> Load:
    """Send requests to `url` with several clients at once. Raises a BenchError if an answer is not 200."""
    command = [str(hey), "-n", str(requests), "-c", str(clients), "-o", "csv", url]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if finished.returncode:
        raise BenchError(f"hey ended with exit code {finished.returncode}:\n{finished.stderr.strip()}")
    answers = list(csv.DictReader(io.StringIO(finished.stdout)))
    if bad := [row["status-code"] for row in answers if row["status-code"] != "200"]:
        raise BenchError(f"{url} answered {len(bad)} of {len(answers)} requests with {', '.join(sorted(set(bad)))}")
    ends = (float(row["offset"]) + float(row["response-time"]) for row in answers)
    return Load(max(ends), tuple(sorted(float(row["response-time"]) for row in answers)))
