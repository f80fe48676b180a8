"""Runs a benchmark as a command: in a temporary folder, with errors in one line, and a clean end on Ctrl-C."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.traces.traced_service import ServiceError
from tests.bench.errors import BenchError
from tests.helpers.progress import heed_signals, say

if TYPE_CHECKING:
    from collections.abc import Callable


def run(name: str, bench: Callable[[Path], None]) -> int:
    """Run a benchmark in a new folder. The exit code does not depend on the figures."""
    heed_signals()
    try:
        if not shutil.which("go"):
            raise BenchError("there is no `go` on the PATH; install Go 1.25 or newer from https://go.dev/dl/")
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
            bench(Path(folder))
    except (BenchError, ServiceError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("interrupted; nothing is left running")
        return 130
    return 0
