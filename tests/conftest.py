"""For all tests: interrupts work, and a test without the mark `build` finds a `go` that fails, which keeps it quick."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.helpers.progress import heed_interrupts

if TYPE_CHECKING:
    from pathlib import Path

heed_interrupts()


@pytest.fixture(scope="session")
def _failing_go(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("no-go")
    script = folder / "go"
    script.write_text('#!/bin/sh\necho "a test that runs go needs the mark build" >&2\nexit 97\n')
    script.chmod(0o755)
    return folder


@pytest.fixture(autouse=True)
def _go_only_with_the_mark(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _failing_go: Path) -> None:
    if request.node.get_closest_marker("build") is None:
        monkeypatch.setenv("PATH", f"{_failing_go}{os.pathsep}{os.environ['PATH']}")
