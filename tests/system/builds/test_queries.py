"""Spans of queries have no literal and no comment. A query that a driver leaves to a prepared statement has one span."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.workshop import Workshop

pytestmark = [pytest.mark.build, pytest.mark.slow]

PROGRAM = Path(__file__).parent / "open-telemetry" / "queries"


def test_spans_of_queries(tmp_path: Path) -> None:
    shutil.copytree(PROGRAM, tmp_path / "app")
    workshop = Workshop(tmp_path / "app", {"OTEL_TRACES_EXPORTER": "none", "OTEL_METRICS_EXPORTER": "none"})
    woven = workshop.pyorch("go", "run", ".")
    assert woven.code == 0, woven.err
    assert woven.out == (PROGRAM / "expected.txt").read_text()
    assert "secret" not in woven.out
