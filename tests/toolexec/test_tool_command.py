"""Tool calls as cmd/go writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.toolexec.tool_command import CommandLine, shortened

if TYPE_CHECKING:
    from pathlib import Path

COMPILE = [
    "/go/compile", "-o", "/w/b001/_pkg_.a", "-trimpath", "/w/b001=>;/src/x.go=>m", "-p", "main", "-lang=go1.25", "-complete",
    "-buildid", "abc/abc", "-goversion", "go1.26", "-c=2", "-nolocalimports", "-importcfg", "/w/b001/importcfg", "-pack",
    "/src/a.go", "./b.go",
]  # fmt: skip


def test_values_files_and_switches() -> None:
    call = CommandLine(COMPILE)
    assert call.value("-o") == "/w/b001/_pkg_.a"
    assert call.value("-lang") == "go1.25"
    assert call.value("-asmhdr") == ""
    assert call.has("-complete")
    assert call.files == ["/src/a.go", "./b.go"]


def test_a_value_that_ends_in_go_is_no_file() -> None:
    assert CommandLine([*COMPILE[:3], "-trimpath", "x=>/src/nats.go", "-p", "m", "a.go"]).files == ["a.go"]


def test_replacing_leaves_everything_else_in_its_place() -> None:
    changed = CommandLine(COMPILE).replaced(
        {"-importcfg": "new", "-lang": "go1.26"}, {"/src/a.go": "/w/a.go"}, ["more.go"]
    )
    assert changed[:7] == COMPILE[:7]
    assert changed[changed.index("-importcfg") + 1] == "new"
    assert "-lang=go1.26" in changed
    assert changed[-3:] == ["/w/a.go", "./b.go", "more.go"]
    assert CommandLine(COMPILE).argv == COMPILE


def test_the_linker_takes_one_file_whatever_flags_a_user_brings() -> None:
    call = CommandLine(
        ["/go/link", "-o", "a.out", "-X", "main.version=1", "-r", "dir", "-extld=gcc", "/w/b001/_pkg_.a"]
    )
    assert call.files == ["/w/b001/_pkg_.a"]
    assert call.value("-o") == "a.out"


def test_flags_of_the_user_s_own_leave_the_files_alone() -> None:
    assert CommandLine([*COMPILE[:3], "-d", "ssa/check", "-p", "m", "a.go", "b.go"]).files == ["a.go", "b.go"]


def test_an_overlay_brings_files_of_any_name() -> None:
    files = ["/tmp/a.txt", "/src/b.go", "/tmp/more"]
    head = COMPILE[: COMPILE.index("-pack")]
    for last in (["-pack"], ["-embedcfg", "/w/embedcfg", "-pack", "-asmhdr", "/w/go_asm.h"]):
        assert CommandLine([*head, *last, *files]).files == files


def test_a_short_command_stays(tmp_path: Path) -> None:
    argv = ["/go/compile", "-o", "a.a", "a.go"]
    assert shortened(argv, str(tmp_path / "command")) == argv
    assert not (tmp_path / "command").exists()


@pytest.mark.parametrize("words", [["-trimpath", "x" * 200_000], ["a.go"] * 150_000])
def test_a_long_command_is_read_from_a_file(words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "command"
    assert shortened(["/go/compile", "", *words, "b\\c\nd.go"], str(path)) == ["/go/compile", f"@{path}"]
    assert path.read_text() == "".join(f"{word}\n" for word in ["", *words, r"b\\c\nd.go"])
