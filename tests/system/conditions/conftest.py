"""Keeps the result of each test for its row of docs/compatibility.md, and provides the program that all tests build."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.compatibility_results import keep, outcome
from tests.helpers.linking_program import PLAIN, build_linking_program, linking_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.helpers.workshop import Workshop

_seen = pytest.StashKey[dict[str, dict[str, Any]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_seen] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]  # a wrapper is sent what the other hooks came to
    if "row" in dict(report.user_properties) and (report.when == "call" or report.skipped):
        item.config.stash[_seen][item.nodeid] = outcome(report)
    return report  # type: ignore[return-value]


def pytest_sessionfinish(session: pytest.Session) -> None:
    keep("conditions", session.config.stash[_seen])


@pytest.fixture(autouse=True)
def _row(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> None:
    marker = request.node.get_closest_marker("row")
    assert marker is not None, "a test in this folder names its row: @row(AREA, ROW)"
    slow = request.node.get_closest_marker("slow")
    facts = {"area": marker.args[0], "row": marker.args[1], "limit": marker.kwargs.get("limit", "")}
    for name, value in {**facts, "slow": "yes" if slow else "", "notes": marker.kwargs.get("notes", [])}.items():
        record_property(name, value)


@pytest.fixture(scope="session")
def _warm_gocache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Go build cache that holds the program, plain and woven. Tests copy it, since filling one takes seconds."""
    folder = tmp_path_factory.mktemp("warm")
    workshop = linking_program(
        folder / "module", GOCACHE=str(folder / "gocache"), PYORCH_CACHE_DIR=str(folder / "pyorch")
    )
    build_linking_program(workshop, "-trimpath")
    plain = workshop.go("build", "-trimpath", "-o", "plain", ".")
    assert plain.code == 0, plain.text
    assert workshop.run("./plain").out == PLAIN
    return folder / "gocache"


@pytest.fixture
def warm(_warm_gocache: Path, tmp_path: Path) -> Workshop:
    """The program in a folder with caches of its own: Go's has all of it, pyorch's is empty."""
    gocache = tmp_path / "gocache"
    shutil.copytree(_warm_gocache, gocache, copy_function=shutil.copy)
    (gocache / "trim.txt").unlink(missing_ok=True)
    environment = {"GOCACHE": str(gocache), "PYORCH_CACHE_DIR": str(tmp_path / "pyorch"), "GOFLAGS": "-trimpath"}
    assert os.access(gocache, os.W_OK)
    return linking_program(tmp_path / "module", **environment)
