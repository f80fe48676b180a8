"""Weaves once in a new process and prints the cost: `python -m tests.system.trust.effort ASPECTS SHARE FILE…`.

SHARE is the part of each large file to weave, cut after the last declaration that fits.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Effort:
    """The size of the source in bytes, the processor time of weaving, and the peak memory of the process in MiB."""

    size: int
    matches: int
    seconds: float
    memory: float


def effort(aspects: Path, files: Sequence[Path], share: float = 1) -> Effort:
    """Measure in a new process, so that the peak memory is that of weaving."""
    command = [sys.executable, "-m", "tests.system.trust.effort", str(aspects), str(share), *map(str, files)]
    finished = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=600, check=False)
    assert finished.returncode == 0, finished.stderr
    return Effort(**json.loads(finished.stdout))


def _main(aspect_file: str, share: str, *paths: str) -> None:
    from orchestrion_py.aspects.files.loading import load_with_extends
    from orchestrion_py.weaving.package import Package, Source, Woven, package_clause
    from orchestrion_py.weaving.weave_package import weave

    aspects = [entry.aspect for file in load_with_extends(aspect_file) for entry in file.entries]
    sources = [Source(path, _part(Path(path).read_bytes(), float(share))) for path in paths]
    imports = frozenset(each.decode() for source in sources for each in re.findall(rb'"([\w./-]+)"\n', source.text))
    package = Package("example.com/large", package_clause(sources[0].text), imports)
    before = time.process_time()
    outcome = weave(sources, package, aspects)
    seconds = time.process_time() - before
    assert isinstance(outcome, Woven), outcome
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured = Effort(
        size=sum(len(source.text) for source in sources),
        matches=sum(len(file.aspects) for file in outcome.files),
        seconds=round(seconds, 2),
        memory=round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1),
    )
    print(json.dumps(asdict(measured)))


def _part(text: bytes, share: float) -> bytes:
    return text if share == 1 or len(text) < _LARGE else text[: text.rindex(b"\n}\n", 0, int(len(text) * share)) + 3]


if __name__ == "__main__":
    _main(*sys.argv[1:])
