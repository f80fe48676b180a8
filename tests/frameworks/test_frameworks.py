"""Each framework's program, plain and woven: the same words, the same end, and the spans that `expected.trace` holds.

`PYORCH_UPDATE=1` writes expected.trace anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.report.agent import Agent, running_agent
from tests.frameworks.programs import HERE, PROGRAMS, build_all, plain_environment, run, run_traced, told
from tests.frameworks.servers import needed_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    with running_agent() as running:
        yield running


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all programs, built by plain go."""
    folder = tmp_path_factory.mktemp("plain")
    build_all(folder, woven=False)
    return folder


@pytest.fixture(scope="module")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all programs, built by pyorch."""
    folder = tmp_path_factory.mktemp("woven")
    build_all(folder, woven=True)
    return folder


@pytest.mark.parametrize("name", PROGRAMS)
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
