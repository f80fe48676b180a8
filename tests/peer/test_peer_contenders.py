"""How `make peer` finds the woven files of a build, and when it uses a kept build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.errors import BenchError
from tests.peer.contenders import Contender, WovenFile, built, woven_by_orchestrion, woven_by_pyorch

if TYPE_CHECKING:
    from pathlib import Path


def test_woven_files_of_orchestrion_are_in_its_work_folders_and_those_of_nested_builds(tmp_path: Path) -> None:
    for name in (
        "go-build1/b001/orchestrion/src/main/main.go",
        "go-build1/b002/orchestrion/src/net/http/server.go",
        "go-build1/__tmp__/go-build2/b002/orchestrion/src/net/http/server.go",
        "go-build1/__tmp__/go-build2/b003/orchestrion/src/log/slog/logger.go",
        "go-build1/b004/_cgo_gotypes.go",
    ):
        path = tmp_path / "work" / name
        path.parent.mkdir(parents=True)
        path.touch()
    assert woven_by_orchestrion(tmp_path) == {
        WovenFile("example.com/peer", "main.go"),
        WovenFile("net/http", "server.go"),
        WovenFile("log/slog", "logger.go"),
    }


def test_woven_files_of_pyorch_are_in_its_log(tmp_path: Path) -> None:
    (tmp_path / "pyorch.log").write_text(
        "pyorch: net/http: woven 'Server.Serve' at /go/src/net/http/server.go:3480:54\n"
        "pyorch: net/http: woven 'a: b' at /go/src/net/http/server.go:1:1\n"
        "pyorch: fmt: not woven: no aspect can match in this package\n"
        "pyorch: link net/http: woven by 'Server.Serve'\n"
    )
    assert woven_by_pyorch(tmp_path) == {WovenFile("net/http", "server.go")}


@pytest.mark.build
def test_a_failed_build_is_reported_and_not_kept(tmp_path: Path) -> None:
    failing = Contender("a tool", ("false",), "", woven_by_pyorch)
    with pytest.raises(BenchError, match="exit code 1"):
        built(failing, tmp_path / "by-tool")
    assert not (tmp_path / "by-tool" / "build.json").exists()


@pytest.mark.build
def test_a_build_is_kept_until_the_tool_changes(tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    tool.write_text('#!/bin/sh\necho run >>"${0%/*}/runs"\n>"$PYORCH_LOG_FILE"\n[ "$2" = -o ] && echo program >"$3"\n')
    tool.chmod(0o755)
    first = Contender("a tool", (str(tool),), "first", woven_by_pyorch)

    made = built(first, tmp_path / "by-tool")
    kept = built(first, tmp_path / "by-tool")
    assert (made.kept, kept.kept) == (False, True)
    assert (kept.program.read_text(), kept.wall) == ("program\n", made.wall)

    changed = built(Contender("a tool", (str(tool),), "second", woven_by_pyorch), tmp_path / "by-tool")
    assert not changed.kept
    assert (tmp_path / "runs").read_text() == "run\n" * 2
