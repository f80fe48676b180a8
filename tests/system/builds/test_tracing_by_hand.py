"""A program that traces by hand with OpenTelemetry has the same spans when it is woven: none twice, none that it filters out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.workshop import Workshop

pytestmark = [pytest.mark.build, pytest.mark.slow]

PROGRAM = Path(__file__).parent / "open-telemetry" / "by-hand"


def test_the_same_spans_as_by_hand(tmp_path: Path) -> None:
    shutil.copytree(PROGRAM, tmp_path / "app")
    # No back end is named: go.mod requires the SDK of OpenTelemetry, and that decides.
    workshop = Workshop(tmp_path / "app", {"OTEL_METRICS_EXPORTER": "none"})
    plain = workshop.run("go", "run", ".")
    woven = workshop.pyorch("go", "run", ".")
    assert (plain.code, woven.code) == (0, 0), woven.err
    assert "server GET /hello/{name} shop" in plain.out
    assert woven.out == plain.out
    assert "net-http-server" in woven.err
