"""Fixtures of the build tests: one test agent for all tests, and a folder for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import Agent, running_agent
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def _one_agent() -> Iterator[Agent]:
    with running_agent() as agent:
        yield agent


@pytest.fixture
def agent(_one_agent: Agent) -> Agent:
    """The test agent, without traces."""
    _one_agent.clear()
    return _one_agent


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty folder to write a module into."""
    folder = tmp_path / "module"
    folder.mkdir()
    return Workshop(folder)
