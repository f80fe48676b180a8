"""A folder per case: `pyorch instrument` is run on the input files, and out come the expected ones, byte for byte.

| file | what it holds |
|---|---|
| `input*.go` | Go sources of one package; `input_b.go` becomes `expected_b.go`, and `input_b_test.go` `expected_b_test.go` |
| `expected*.go` | what comes out; none where a file stays as it is |
| `flags` | the flags, on one line |
| `told` | what is said on stderr: the summary, and what is wrong |
| `aspects.yml` | for `--aspects` |
| `typed` | an empty file: types are asked for, so that Go is needed |
| `no-go` | an empty file: what comes out is not to be compiled |
| `cgo` | an empty file: the package has C in it |

What came out is instrumented once more, which changes nothing, and `--undo` leads back to the input. Lines in `told` are
without the `pyorch:` in front. `PYORCH_UPDATE=1 pytest tests/instrument` writes what is expected anew; read the diff before
it is committed.
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
RUN_GO = TYPED | {path.parent.name for path in HERE.glob("*/told") if "without types" in path.read_text()}
UPDATE = bool(os.environ.get("PYORCH_UPDATE"))
# A module that requires what instrumented code imports, at versions that everything else here is tested with.
_MODULE = FRAMEWORKS


def run(folder: Path, *flags: str) -> tuple[int, str]:
    """Run the command on all Go files of a folder; its exit code, and what it says."""
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
    """A case, with its input in the folder that we are in."""
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
    """What a case expects is what was found."""
    if UPDATE:
        expected.write_bytes(found)
    assert found.decode() == expected.read_bytes().decode()


@pytest.mark.build
def test_what_was_as_gofmt_has_it_still_is(tmp_path: Path) -> None:
    pairs = [(file.with_name(file.name.replace("expected", "input", 1)), file) for file in HERE.glob("*/expected*.go")]
    listed = subprocess.run(
        [find_gofmt() or "gofmt", "-l", *map(str, [path for pair in pairs for path in pair])],
        capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    # gofmt takes the word of a line directive for where a statement stands, and breaks the line there.
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
            shutil.copy(outcome if outcome.exists() else file, folder / file.name)
        (folder / "bodyless.s").touch()  # lets functions without a body stand
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
