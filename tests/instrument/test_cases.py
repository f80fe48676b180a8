"""One folder for each case: `pyorch instrument` changes the input files to the expected files, byte for byte.

| file | content |
|---|---|
| `input*.go` | Go sources of one package; `input_b.go` becomes `expected_b.go`, and `input_b_test.go` `expected_b_test.go` |
| `expected*.go` | the output; missing if a file is unchanged |
| `flags` | the flags, on one line |
| `told` | the output on stderr: the summary and errors |
| `aspects.yml` | for `--aspects` |
| `typed` | an empty file: the case needs types, and so go |
| `no-go` | an empty file: the test does not compile the output |
| `go1.26` | an empty file: the output needs Go 1.26 |
| `cgo` | an empty file: the package uses cgo |

The test instruments the output again, which changes nothing, and `--undo` restores the input. Lines in `told` are
without the prefix `pyorch:`. `PYORCH_UPDATE=1 pytest tests/instrument` rewrites the expected files; read the diff before
you commit it.
"""

from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestrion_py.cli.app import app
from orchestrion_py.cli.single_dash_flags import translated
from orchestrion_py.gocommand.gofmt import find_gofmt
from tests.helpers.paths import FRAMEWORKS

HERE = Path(__file__).with_name("cases")
CASES = sorted({path.parent.name for path in HERE.glob("*/input*.go")})
TYPED = {path.parent.name for path in HERE.glob("*/typed")}
# The cases in which the command asks go for the package's types.
RUN_GO = TYPED | {path.parent.name for path in HERE.glob("*/told") if "no type information" in path.read_text()}
UPDATE = bool(os.environ.get("PYORCH_UPDATE"))
# A module that requires the packages that instrumented code imports, at the versions of all other tests.
_MODULE = FRAMEWORKS


def run(folder: Path, *flags: str) -> tuple[int, str]:
    """Run the command on all Go files of a folder; returns the exit code and stderr."""
    files = sorted(path.name for path in folder.glob("*.go"))
    result = CliRunner().invoke(app, ["instrument", *translated([*flags, *files])])
    assert not isinstance(result.exception, Exception) or hasattr(result.exception, "hint"), result.exception
    return result.exit_code, re.sub(r"^pyorch: ", "", result.stderr, flags=re.MULTILINE)


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.go"))}


def flags_of(case: str) -> list[str]:
    file = HERE / case / "flags"
    return shlex.split(file.read_text()) if file.exists() else []


@pytest.fixture(params=[pytest.param(case, marks=[pytest.mark.build] * (case in RUN_GO)) for case in CASES])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a case, whose input is in the current folder."""
    name: str = request.param
    for file in (HERE / name).glob("input*.go"):
        shutil.copy(file, tmp_path / file.name)
    for file in [*(HERE / name).glob("*.yml"), *(HERE / name).glob("go.mod")]:
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return name


def test_case(case: str, tmp_path: Path) -> None:
    before = texts(tmp_path)
    flags = flags_of(case)
    status, told = run(tmp_path, "-w", *flags)
    check(HERE / case / "told", told.replace(str(tmp_path), "").encode())
    assert status == int("error" in told)
    after = texts(tmp_path)
    for name, text in after.items():
        expected = HERE / case / name.replace("input", "expected", 1)
        if text != before[name] or expected.exists():
            check(expected, text)
    run(tmp_path, "-w", *flags)
    assert texts(tmp_path) == after, "instrumented twice"
    own = [flag for pair in itertools.pairwise(flags) if pair[0] == "--aspects" for flag in pair]
    run(tmp_path, "-w", "--undo", *own)
    assert texts(tmp_path) == before, "undone"


def check(expected: Path, found: bytes) -> None:
    """Compare the output with the expected file."""
    if UPDATE:
        expected.write_bytes(found)
    assert found.decode() == expected.read_bytes().decode()


@pytest.mark.build
def test_formatted_files_stay_formatted(tmp_path: Path) -> None:
    pairs = [(file.with_name(file.name.replace("expected", "input", 1)), file) for file in HERE.glob("*/expected*.go")]
    listed = subprocess.run(
        [find_gofmt() or "gofmt", "-l", *map(str, [path for pair in pairs for path in pair])],
        capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    # gofmt believes the position in a line directive, and breaks the line there.
    clean = [
        after
        for before, after in pairs
        if str(before) not in listed and after.parent.name != "line-directive-of-its-own"
    ]
    assert len(clean) > 30
    assert not {str(path) for path in clean} & set(listed)


@pytest.mark.build
def test_every_expected_source_compiles(tmp_path: Path) -> None:
    for name in ("go.mod", "go.sum"):
        shutil.copy(_MODULE / name, tmp_path)
    for case in CASES:
        folder = tmp_path / case
        folder.mkdir()
        for file in (HERE / case).glob("input*.go"):
            outcome = file.with_name(file.name.replace("input", "expected", 1))
            text = (outcome if outcome.exists() else file).read_bytes()
            # A build constraint raises the language version of a file, and an older Go leaves the file out.
            constraint = b"//go:build go1.26\n\n" if (HERE / case / "go1.26").exists() else b""
            (folder / file.name).write_bytes(constraint + text)
        (folder / "bodyless.s").touch()  # allows functions without a body
    for case in CASES:
        if (HERE / case / "no-go").exists():
            shutil.rmtree(tmp_path / case)
        elif (HERE / case / "cgo").exists():
            (tmp_path / case / "bodyless.s").unlink()
    finished = subprocess.run(
        ["go", "vet", "-buildtag=false", "-mod=mod", "./..."], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "GOFLAGS": "", "GOWORK": "off"},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
