"""What tests of a row of docs/compatibility.md came to, kept in build/compatibility.json for docs/generate/compatibility.py."""

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
    """How a test ended, and the reason of a skipped one."""
    why = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
    return {**dict(report.user_properties), "outcome": report.outcome, "why": why}


def keep(kind: str, seen: dict[str, dict[str, Any]]) -> None:
    """Add what was seen of one kind to what is kept; other kinds, and what was not tried this time, stay."""
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
