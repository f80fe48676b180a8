"""The line that a build prints every ten seconds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.toolexec.front import build_progress
from orchestrion_py.toolexec.front.build_progress import BuildProgress

if TYPE_CHECKING:
    from pathlib import Path

COMPILING = ["/go/compile", "-o", "x.a", "-p", "net/http", "-importcfg", "c"]
WEAVING = [
    "/bin/python",
    "-I",
    "-S",
    "/lib/tool_call.py",
    "/plan",
    "/go/compile",
    "-o",
    "y.a",
    "-p",
    "example.com/shop",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "single-flight").mkdir()
    return tmp_path / "single-flight"


def commands(monkeypatch: pytest.MonkeyPatch, *lines: list[str]) -> None:
    monkeypatch.setattr(build_progress, "family", lambda _: range(len(lines)))
    monkeypatch.setattr(build_progress, "command_line", lambda number: lines[number])


def test_it_is_due_after_a_while(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands(monkeypatch, COMPILING, WEAVING)
    assert BuildProgress(str(folder.parent), 1).look() == ""


def test_it_counts_and_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_progress, "_EVERY_SECONDS", 0.0)
    commands(monkeypatch, COMPILING, WEAVING, ["/go/link", "-o", "shop"])
    before = folder / "old.done"
    before.touch()
    os.utime(before, (1, 1))
    progress = BuildProgress(str(folder.parent), 1)
    (folder / "a.done").touch()
    now = "now weaving example.com/shop; compiling net/http; linking"
    assert progress.look() == f"0 s: 1 package compiled, {now}"
    assert progress.look() == f"0 s: 1 package compiled, {now}"
    (folder / "a.done").unlink()  # a link call forgets
    (folder / "b.done").touch()
    assert progress.look() == f"0 s: 2 packages compiled, {now}"


def test_it_is_silent_while_nothing_compiles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_progress, "_EVERY_SECONDS", 0.0)
    commands(monkeypatch, ["/tmp/shade.test", "-test.v"])
    assert BuildProgress(str(folder.parent), 1).look() == ""


def test_many_packages_are_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_progress, "_EVERY_SECONDS", 0.0)
    commands(monkeypatch, *(["/go/compile", "-p", name, "x"] for name in "edcba"))
    assert BuildProgress(str(folder.parent), 1).look().endswith("now compiling a, b, c, 2 more")
