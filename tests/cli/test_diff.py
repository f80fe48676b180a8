"""`pyorch diff` prints a patch from the source to the text that `pyorch weave` prints, byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from orchestrion_py.cli.diff import diff
from orchestrion_py.cli.weave import weave
from tests.cli.sources import SOURCES

READABLE = """\
aspects:
  - id: log
    join-point: {function-body: {function: [{name: F}]}}
    advice:
      - prepend-statements:
          imports: {log: log, trace: example.com/hook/trace}
          template: |-
            __dd_span, __dd_count := trace.Start(), 1
            defer func() { log.Print(__dd_span, __dd_count, {{ .Function.Result 0 }}) }()
"""
# `count` is a name of the file, so the aspect's name for it stays.
READABLE_LINES = [
    "import (",
    '\t"log"',
    '\t"os"',
    "",
    '\t"example.com/hook/trace"',
    ")",
    "",
    "func F(n int) (err error) {",
    "\t{",
    "\t\tspan, __dd_count := trace.Start(), 1",
    "\t\tdefer func() { log.Print(span, __dd_count, err) }()",
    "\t}",
    "",
]


def woven(name: str, capture: pytest.CaptureFixture[bytes]) -> bytes:
    weave([name], [Path("a.yml")])
    return capture.readouterr().out


@pytest.mark.parametrize("command", [["patch", "-p0", "--quiet"], ["git", "apply", "-p0"]], ids=["patch", "git"])
def test_the_diff_turns_the_source_into_the_woven_text(
    sources: Path, capfdbinary: pytest.CaptureFixture[bytes], command: list[str]
) -> None:
    assert shutil.which(command[0])
    expected = {name: woven(name, capfdbinary) for name in SOURCES}
    diff(list(SOURCES), [Path("a.yml")])
    patch = capfdbinary.readouterr().out
    subprocess.run(
        command,
        input=patch,
        cwd=sources,
        check=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(sources.parent)},
    )
    for name, text in expected.items():
        assert text != SOURCES[name]
        assert (sources / name).read_bytes() == text, name
    subprocess.run([*command, "-R"], input=patch, cwd=sources, check=True)
    assert {name: (sources / name).read_bytes() for name in SOURCES} == SOURCES


def test_the_options_choose_the_import_path_and_the_aspects(
    sources: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (sources / "here.yml").write_text(
        "aspects:\n  - id: x\n    join-point: {declaration-of: example.com/p.F}\n"
        "    advice: [{add-blank-import: unsafe}]\n"
    )
    diff(["plain.go"], [Path("here.yml")], "example.com/p")
    assert b'import _ "unsafe"' in capfdbinary.readouterr().out
    diff(["plain.go"], [Path("here.yml")], "example.com/q")
    assert capfdbinary.readouterr() == (
        b"",
        b"pyorch: nothing was woven: no aspect matches in 1 file (tried 1: x)\n",
    )


def test_the_exit_code_reports_a_difference(sources: Path) -> None:
    diff(["plain.go"], [Path("no_match.yml")], exit_code=True)
    with pytest.raises(typer.Exit) as ended:
        diff(["plain.go"], [Path("a.yml")], exit_code=True)
    assert ended.value.exit_code == 1


@pytest.mark.build
def test_a_readable_diff_is_go_as_a_person_would_write_it(
    sources: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (sources / "main.go").write_text(
        'package main\n\nimport "os"\n\nfunc F(n int) error {\n\treturn os.Chdir("x")\n}\n\nvar count = 1\n'
    )
    (sources / "readable.yml").write_text(READABLE)
    diff(["main.go"], [Path("readable.yml")], readable=True)
    out, err = capfdbinary.readouterr()
    assert err == (b"pyorch: this diff is for reading: a build weaves the text that `pyorch weave` prints\n")
    added = [line[1:] for line in out.decode().splitlines()[2:] if line.startswith("+")]
    assert added == READABLE_LINES


@pytest.mark.parametrize("command", [diff, weave])
def test_aspects_without_a_match_are_listed(
    sources: Path, capfdbinary: pytest.CaptureFixture[bytes], command: object
) -> None:
    assert callable(command)
    command(["plain.go", "crlf.go"], [Path("no_match.yml")])
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err == b"pyorch: nothing was woven: no aspect matches in 2 files (tried 2: one, (no id))\n"


@pytest.mark.parametrize("command", [diff, weave])
def test_a_file_that_is_not_go_is_reported(
    sources: Path, capfdbinary: pytest.CaptureFixture[bytes], command: object
) -> None:
    assert callable(command)
    (sources / "broken.go").write_bytes(b"package p\n\nfunc F( {\n")
    command(["broken.go"], [Path("a.yml")])
    assert capfdbinary.readouterr() == (
        b"",
        b"pyorch: p: not woven: broken.go:3:1: pyorch cannot parse this as Go\n",
    )


def test_a_lack_of_aspects_is_reported(sources: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (sources / "none.yml").write_text("extends: [./none2.yml]\n")
    (sources / "none2.yml").write_text("meta: {}\n")
    diff(["plain.go"], [Path("none.yml")])
    assert b"nothing was woven: there are no aspects\n  hint: run `pyorch pin`" in capfdbinary.readouterr().err
