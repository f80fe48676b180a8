"""GOFLAGS come from the environment or from a file. Where go is asked, it agrees."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.gocommand.go_settings import goflags_of, own_goflags

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def asked(environment: Mapping[str, str]) -> str:
    """What go itself takes as GOFLAGS."""
    command = ["go", "env", "GOFLAGS"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.rstrip("\n")


@pytest.mark.build
@pytest.mark.parametrize("given", [None, "", " ", "-tags=given"])
@pytest.mark.parametrize("text", [None, "", "GOFLAGS=-tags=a -race\n", "# GOFLAGS=x\nGOPROXY=direct\nGOFLAGS=\n"])
@pytest.mark.parametrize("way", ["GOENV", "XDG_CONFIG_HOME", "HOME", "off"])
def test_go_agrees(tmp_path: Path, given: str | None, text: str | None, way: str) -> None:
    folder = {"XDG_CONFIG_HOME": "go", "HOME": ".config/go"}.get(way, "")
    if text is not None:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "env").write_text(text)
    chosen = {"HOME": str(tmp_path / "none"), way: {"GOENV": str(tmp_path / "env")}.get(way, str(tmp_path))}
    if way == "off":
        chosen = {"HOME": str(tmp_path), "GOENV": "off"}
    environment = {"PATH": os.environ["PATH"], **chosen, **({} if given is None else {"GOFLAGS": given})}
    go = shutil.which("go")
    assert go is not None
    assert goflags_of(environment, go).strip() == asked(environment).strip()


def test_flags_from_a_file_do_not_come_back(tmp_path: Path) -> None:
    """An empty GOFLAGS would have go read the file again."""
    (tmp_path / "env").write_text("GOFLAGS='-toolexec=pyorch toolexec'\n")
    environment = {"GOENV": str(tmp_path / "env")}
    assert own_goflags(environment, "/go/bin/go") == " "
    assert own_goflags({**environment, "GOFLAGS": "-toolexec=x -tags=y"}, "/go/bin/go") == "-tags=y"
    assert own_goflags({"GOENV": "off"}, "/go/bin/go") == ""
