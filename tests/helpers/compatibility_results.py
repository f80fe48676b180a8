"""Keeps the results of the tests that prove rows of docs/compatibility.md, for docs/generate/compatibility.py."""

from __future__ import annotations

import json
import platform
import subprocess
from typing import TYPE_CHECKING, Any

from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    import pytest

RESULTS = REPOSITORY / "build" / "compatibility.json"


def outcome(report: pytest.TestReport) -> dict[str, Any]:
    """How a test ended, and why it was skipped."""
    why = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
    return {**dict(report.user_properties), "outcome": report.outcome, "why": why}


def keep(kind: str, seen: dict[str, dict[str, Any]]) -> None:
    """Add results of one kind to build/compatibility.json. Other kinds, and tests that did not run this time, keep theirs."""
    if not seen:
        return
    try:
        before = json.loads(RESULTS.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        before = {}
    RESULTS.parent.mkdir(exist_ok=True)
    kept = {**before, "machine": _machine(), kind: dict(sorted({**before.get(kind, {}), **seen}.items()))}
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _machine() -> str:
    go = subprocess.run(["go", "version"], capture_output=True, text=True, check=True).stdout.split()
    return f"{go[3]}, {go[2].replace('go', 'Go ')}, Python {platform.python_version()}"
