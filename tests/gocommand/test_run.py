"""Running go: what it prints, how it fails, how it is stopped. A shell script stands for go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.download import DownloadError, download
from orchestrion_py.gocommand.env import settings
from orchestrion_py.gocommand.failures import GoCommandError, GoMissingError
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.run import Go
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def go_that(folder: Path, script: str) -> Go:
    binary = folder / "go"
    binary.write_text(f"#!/bin/sh\n{script}\n")
    binary.chmod(0o755)
    return Go(str(binary), folder, {"PATH": os.environ["PATH"]})


def test_flags_come_after_the_verb(tmp_path: Path) -> None:
    go = go_that(tmp_path, 'echo "$@"').with_flags("-modfile=x.mod")
    assert go.run("mod tidy", "-diff").out == "mod tidy -modfile=x.mod -diff\n"


def test_output_need_not_be_utf8(tmp_path: Path) -> None:
    output = go_that(tmp_path, r"printf 'a\377'; printf 'b\377' >&2").attempt("list")
    assert (os.fsencode(output.out), output.err) == (b"a\xff", "b\ufffd")


def test_a_failure_is_an_error_or_an_output(tmp_path: Path) -> None:
    go = go_that(tmp_path, "echo 'go: downloading x v1.0.0' >&2; echo no such package >&2; exit 3")
    assert go.attempt("list").code == 3
    with pytest.raises(GoCommandError) as failed:
        go.run("list")
    assert failed.value.message == "go list failed:\nno such package"


def test_no_go_and_no_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(GoMissingError, match="cannot find the go command"):
        Go(str(tmp_path / "go"), tmp_path, {}).attempt("version")
    with pytest.raises(FileNotFoundError):
        Go("/bin/sh", tmp_path / "missing", {}).attempt("version")


def test_an_interrupt_lets_go_clean_up(tmp_path: Path) -> None:
    go_that(
        tmp_path, f"trap 'echo stopped >{tmp_path}/told; exit 1' INT; sleep 1; echo >{tmp_path}/begun; sleep 20 & wait"
    )
    code = f"from orchestrion_py.gocommand.run import Go; Go({str(tmp_path / 'go')!r}, '/', {{'PATH': '/usr/bin:/bin'}}).run('x')"
    with subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stderr=subprocess.DEVNULL) as process:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert (tmp_path / "told").read_text() == "stopped\n"


def test_go_is_that_of_the_build_or_the_first_in_the_path(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    first = go_that(tmp_path / "bin", "").binary
    assert find_go({"PATH": f"{tmp_path}/bin"}) == first
    assert find_go({"PATH": "", "GOROOT": str(tmp_path), "GOTOOLDIR": "x"}) == first
    with pytest.raises(GoMissingError) as missing:
        find_go({"PATH": ""})
    assert missing.value.hint == "install Go 1.25 or newer from https://go.dev/dl/"


def test_settings(tmp_path: Path) -> None:
    assert settings(go_that(tmp_path, 'echo "{\\"GOMOD\\": \\"$3\\"}"'), "GOMOD") == {"GOMOD": "GOMOD"}
    with pytest.raises(Fault, match="is not the go command"):
        settings(go_that(tmp_path, "echo hello"), "GOMOD")
    with pytest.raises(Fault, match=r"go env failed \[PY\d+\]:\nout of order"):
        settings(go_that(tmp_path, "echo out of order >&2; exit 1"), "GOMOD")


def test_a_download_runs_outside_of_any_module(tmp_path: Path) -> None:
    go = go_that(tmp_path, 'echo "{\\"Dir\\": \\"$PWD $GOWORK $GOFLAGS $4\\"}"')
    flags = {**go.environment, "GOFLAGS": "-modcacherw -modfile=x.mod"}
    assert download(Go(go.binary, tmp_path, flags), "example.com/a@v1.0.0") == "/ off -modcacherw example.com/a@v1.0.0"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ('echo "{\\"Error\\": \\"example.com/a@v1: not found\\"}"; exit 1', "not found"),
        ("echo no network >&2; exit 1", "no network"),
        ("echo hello; echo strange >&2", "strange"),
    ],
)
def test_a_download_that_fails_has_a_reason(tmp_path: Path, script: str, reason: str) -> None:
    with pytest.raises(DownloadError, match=f"^{reason}$"):
        download(go_that(tmp_path, script), "example.com/a@v1")
