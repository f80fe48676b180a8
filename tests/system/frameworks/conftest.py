"""Builds the programs of this folder once for all its tests, and starts an agent for their traces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import Agent, running_agent
from tests.system.frameworks.programs import build_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def agent() -> Iterator[Agent]:
    with running_agent() as running:
        yield running


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all programs, built by plain go."""
    folder = tmp_path_factory.mktemp("plain")
    build_all(folder, woven=False)
    return folder


@pytest.fixture(scope="session")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all programs, built by pyorch."""
    folder = tmp_path_factory.mktemp("woven")
    build_all(folder, woven=True)
    return folder
