"""Each framework's program, plain and woven: the same output, the same exit code, and the spans of `expected.trace`.

The rare programs are slow tests. `PYORCH_UPDATE=1` rewrites expected.trace; read the difference before you commit it.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.system.frameworks.programs import HERE, PROGRAMS, RARE, plain_environment, run, run_traced, told
from tests.system.frameworks.servers import needed_by

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in RARE else name for name in PROGRAMS]
)
def test_framework(name: str, plain: Path, woven: Path, agent: Agent) -> None:
    with ExitStack() as stack:
        servers = needed_by(name, stack)
        expected = run(plain / name, plain_environment(servers))
        ran, traces = run_traced(woven / name, agent, servers)
    assert (ran.code, ran.out) == (expected.code, expected.out), ran.err
    assert ran.code == 0, ran.err
    file = HERE / name / "expected.trace"
    found = told(traces)
    if os.environ.get("PYORCH_UPDATE"):
        file.write_text(found)
    assert found == file.read_text()
