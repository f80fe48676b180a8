"""Builds the programs of this folder once for all its tests, and starts an agent for their traces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import Agent, running_agent
from tests.system.frameworks.programs import PROGRAMS, RARE, build_all, names_of_selected_tests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def agent() -> Iterator[Agent]:
    with running_agent() as running:
        yield running


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with the programs that the selected tests need, built by plain go."""
    folder = tmp_path_factory.mktemp("plain")
    build_all(folder, woven=False, names=_needed(request))
    return folder


@pytest.fixture(scope="session")
def woven(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with the same programs, built by pyorch."""
    folder = tmp_path_factory.mktemp("woven")
    build_all(folder, woven=True, names=_needed(request))
    return folder


def _needed(request: pytest.FixtureRequest) -> list[str]:
    """All programs but the rare ones that no selected test names."""
    named = names_of_selected_tests(request)
    return [name for name in PROGRAMS if name not in RARE or name in named]
