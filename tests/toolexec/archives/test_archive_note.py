"""The note that a woven package carries in its archive."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.toolexec.archives.archive_note import Note, append_note, read_note

if TYPE_CHECKING:
    from pathlib import Path

NOTE = Note(("context", "b"), ("linked/é",), ("http.Get, Head",))


def test_a_note_survives_and_is_sorted(tmp_path: Path) -> None:
    archive = tmp_path / "p.a"
    archive.write_bytes(b"!<arch>\n" + f"{'odd.o':<16}{0:<12}{0:<6}{0:<6}{644:<8}{3:<10}`\n".encode() + b"abc\n")
    append_note(str(archive), NOTE)
    assert read_note(str(archive)) == Note(("b", "context"), ("linked/é",), ("http.Get, Head",))
    assert archive.stat().st_size % 2 == 0


def test_an_archive_without_a_note_has_an_empty_one(tmp_path: Path) -> None:
    archive = tmp_path / "p.a"
    archive.write_bytes(b"!<arch>\n")
    assert not read_note(str(archive))
    archive.write_bytes(b"no archive at all")
    assert not read_note(str(archive))


def test_lines_of_a_newer_pyorch_are_left_alone() -> None:
    assert Note.decode(b"import a\nfuture thing\nlink b\n") == Note(("a",), ("b",), ())


@pytest.mark.build
def test_the_tools_of_go_pass_over_the_note(tmp_path: Path) -> None:
    """A real archive with a note is still one for the compiler and the linker."""
    source = tmp_path / "main.go"
    source.write_text('package main\n\nfunc main() { println("linked") }\n')
    archive, program = tmp_path / "main.a", tmp_path / "program"
    listed = subprocess.run(
        ["go", "list", "-export", "-deps", "-f", "packagefile {{.ImportPath}}={{.Export}}", "runtime"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    config = tmp_path / "importcfg"
    config.write_text("".join(f"{line}\n" for line in listed.splitlines() if not line.endswith("=")))
    go_tool = ["go", "tool"]
    subprocess.run(
        [*go_tool, "compile", "-p", "main", "-pack", "-importcfg", config, "-o", archive, source], check=True
    )
    append_note(str(archive), NOTE)
    subprocess.run([*go_tool, "link", "-importcfg", config, "-o", program, archive], check=True)
    finished = subprocess.run([program], capture_output=True, text=True, check=True)
    assert finished.stderr == "linked\n"
