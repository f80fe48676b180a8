"""What each story came to, kept in build/compatibility.json for docs/compatibility.py."""

from __future__ import annotations

import json
import platform
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.builds.toolbox import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULTS = REPOSITORY / "build" / "compatibility.json"

_seen = pytest.StashKey[dict[str, dict[str, Any]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_seen] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]  # a wrapper is sent what the other hooks came to
    found = dict(report.user_properties)
    if report.when == "call" and "row" in found:
        item.config.stash[_seen][item.callspec.id] = found | {"outcome": report.outcome, "why": _why(report)}  # type: ignore[attr-defined]  # a story is a parameter
    return report  # type: ignore[return-value]


def _why(report: pytest.TestReport) -> str:
    """The reason of a skipped story."""
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""


def pytest_sessionfinish(session: pytest.Session) -> None:
    seen = session.config.stash[_seen]
    if not seen:
        return
    keep("stories", seen)


def keep(kind: str, seen: dict[str, dict[str, Any]]) -> None:
    """Add what was seen of one kind to what is kept; other kinds, and what was not tried this time, stay."""
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
