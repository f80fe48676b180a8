"""Spans from the API of the tracing library's first major version, which forwards to the second, join woven spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.system.frameworks.programs import HERE, build_all, plain_environment, run, run_traced, told

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = [pytest.mark.build, pytest.mark.slow]

MODULE = HERE.parent / "frameworks-v1"
NAME = "spans-by-hand"


def test_one_tracer_and_the_same_traces(agent: Agent, tmp_path: Path) -> None:
    plain, woven = tmp_path / "plain", tmp_path / "woven"
    for target in (plain, woven):
        target.mkdir()
        build_all(target, woven=target is woven, module=MODULE, names=[NAME])
    ran, traces = run_traced(woven / NAME, agent, {})
    assert (ran.code, ran.out) == (0, run(plain / NAME, plain_environment({})).out), ran.err
    assert told(traces) == (MODULE / NAME / "expected.trace").read_text()
