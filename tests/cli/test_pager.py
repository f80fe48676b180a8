"""On a terminal, `pyorch diff` has colours and a pager. A reader may leave early."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.cli.pager import pager
from tests.cli.sources import SOURCES
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ""),
        ({"TERM": "dumb", "PAGER": "more"}, ""),
        ({"TERM": "xterm"}, "less"),
        ({"TERM": "xterm", "PAGER": "more -s"}, "more -s"),
        ({"TERM": "xterm", "PAGER": "more", "GIT_PAGER": "most"}, "most"),
        ({"TERM": "xterm", "PAGER": "cat"}, ""),
        ({"TERM": "xterm", "PAGER": ""}, ""),
        ({"TERM": "xterm", "PAGER": "more", "GIT_PAGER": ""}, ""),
    ],
)
def test_the_environment_chooses_the_pager(environment: dict[str, str], expected: str) -> None:
    assert pager(environment) == expected


def on_a_terminal(folder: Path, *options: str, **environment: str) -> bytes:
    """Return the output of `pyorch diff` on a terminal."""
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestrion_py", "diff", "--aspects", "a.yml", *options, "plain.go"],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=other, stderr=other,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "HOME": str(folder), "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(other)
    shown = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # the other end of the terminal is closed
            break
        if not part:
            break
        shown += part
    os.close(main)
    assert process.wait() == 0, shown
    return shown.replace(b"\r\n", b"\n")


def test_a_terminal_gets_colours_and_a_pager(sources: Path) -> None:
    assert on_a_terminal(sources, PAGER="sed 's/^/| /'").startswith(
        b"| \x1b[1m--- plain.go\x1b[0m\n| \x1b[1m+++ plain.go"
    )
    plain = on_a_terminal(sources, "--no-pager", PAGER="sed 's/^/| /'")
    assert plain.startswith(b"\x1b[1m--- plain.go\x1b[0m\n")
    assert b"\x1b[32m+//line plain.go:1:1\x1b[0m\n package p\n" in plain
    assert b"\x1b" not in on_a_terminal(sources, "--no-pager", NO_COLOR="1")
    assert b"\x1b" not in on_a_terminal(sources, TERM="dumb")


def test_a_reader_may_close_the_pipe_early(sources: Path) -> None:
    (sources / "big.go").write_bytes(SOURCES["long.go"] + b"".join(b"func G%d() {}\n" % n for n in range(20_000)))
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestrion_py", "diff", "--aspects", "a.yml", "big.go"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"--- big.go\n"
    process.stdout.close()
    assert process.stderr is not None
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


def test_a_pager_may_exit_early_or_be_missing(sources: Path) -> None:
    assert b"Traceback" not in on_a_terminal(sources, PAGER="true")
    assert b"Traceback" not in on_a_terminal(sources, PAGER="/no/such/pager")
