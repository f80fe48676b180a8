"""Goroutine-local storage under the race detector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop
from tests.system.frameworks.programs import HERE, plain_environment, run, run_traced

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = [pytest.mark.build, pytest.mark.slow]


def test_nothing_races(plain: Path, agent: Agent, tmp_path: Path) -> None:
    built = Workshop(HERE).pyorch("go", "build", "-race", "-o", f"{tmp_path}/", "./gls", "./gls-load")
    assert built.code == 0, built.err
    for name in ("gls", "gls-load"):
        # The race detector ends a program with code 66.
        ran, _ = run_traced(tmp_path / name, agent, {})
        assert (ran.code, ran.out) == (0, run(plain / name, plain_environment({})).out), ran.err
        assert "DATA RACE" not in ran.err
