"""Python: which one runs, which settings of the user it ignores, and what happens if it is removed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.installations import installed_copy
from tests.helpers.linking_program import WOVEN, build_linking_program, salted
from tests.helpers.paths import REPOSITORY
from tests.helpers.smallest_program import assert_one_clear_message, running, slow_source
from tests.helpers.workshop import pyorch_script, split_closing

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

HOSTILE = "import os\nopen(os.environ['PWNED'], 'a').write(__name__ + '\\n')\n"


@pytest.mark.row("Python", "PYTHONPATH, PYTHONSTARTUP and a hostile sitecustomize are ignored")
@pytest.mark.parametrize("way", [["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"]], ids=" ".join)
def test_pyorch_ignores_settings_for_python(warm: Workshop, tmp_path: Path, way: list[str]) -> None:
    evil = tmp_path / "evil"
    names = ("sitecustomize", "usercustomize", "json", "hashlib", "yaml", "orchestrion_py", "tree_sitter")
    for folder in (evil, evil / "site-packages", warm.folder):
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / f"{name}.py").write_text(HOSTILE)
    here = warm.with_environment(
        PYTHONPATH=f"{evil}:{evil}/site-packages", PYTHONSTARTUP=f"{evil}/json.py", PYTHONHOME="/nowhere",
        PYTHONINSPECT="1", PYTHONWARNINGS="error", PYTHONPLATLIBDIR="evil", PWNED=str(tmp_path / "pwned"),
    )  # fmt: skip
    built = salted(here, "evil").run(*way, "-o", "linking", ".")
    assert (built.code, built.text) == (0, "")
    assert here.run("./linking").out == WOVEN
    assert not (tmp_path / "pwned").exists()
    # A Python that obeys PYTHONPATH would have found this module.
    listener = here.with_environment(PYTHONHOME="", PYTHONINSPECT="", PYTHONPLATLIBDIR="lib")
    assert listener.run(sys.executable, "-c", "import json").code == 0
    assert (tmp_path / "pwned").exists()


@pytest.mark.row("Python", "PYTHONPATH, PYTHONSTARTUP and a hostile sitecustomize are ignored")
def test_a_program_that_is_run_keeps_its_settings(warm: Workshop) -> None:
    """The variables may be meant for the program that `pyorch go run` runs."""
    files = {
        "tell/main.go": 'package main\n\nimport "os"\n\nfunc main() { os.Stdout.WriteString(os.Getenv("PYTHONPATH") + "\\n") }\n'
    }
    told = warm.write(files).with_environment(PYTHONPATH="/theirs").pyorch("go", "run", "./tell")
    assert (told.code, told.out) == (0, "[/theirs\n]")


@pytest.mark.row("Python", "a virtual environment moved or deleted during a build")
@pytest.mark.parametrize("how", ["moved", "deleted", "without its packages"])
def test_the_virtual_environment_goes_away(warm: Workshop, tmp_path: Path, how: str) -> None:
    home = tmp_path / "environment"
    script = installed_copy(home)
    salt = uuid.uuid4().hex
    workshop = salted(warm, salt).write({"west/slow.go": slow_source("west", salt, 150)})
    with running(workshop, str(script), "go", "build", "-o", "linking", ".") as build:
        build.wait_for("/compile -o ", "-p example.com/linking/west ")
        if how == "moved":
            home.rename(tmp_path / "elsewhere")
        elif how == "deleted":
            subprocess.run(["rm", "-rf", home], check=False)  # while Python creates files in it
        else:
            (packages,) = home.glob("lib/python*/site-packages")
            subprocess.run(["rm", "-rf", packages], check=False)
        told = build.end(120)
    assert told.code != 0
    assert_one_clear_message(told.text)
    assert f"{home.name}/" in told.err  # go shortens paths in the output of tools
    missing = ("install pyorch again", "no such file or directory", "can't open file")
    assert any(words in told.err for words in missing)
    assert build_linking_program(workshop)


@pytest.mark.row("Python", "a virtual environment moved or deleted during a build")
def test_pyorch_goes_away_while_a_tool_call_is_in_it(tmp_path: Path) -> None:
    """The call has begun, and its next import fails."""
    script = installed_copy(tmp_path / "environment")
    (package,) = (tmp_path / "environment").glob("lib/python*/site-packages/orchestrion_py")
    code = (
        "import sys, shutil; sys.path.insert(0, sys.argv[1]); from orchestrion_py.toolexec import tool_call;"
        "shutil.rmtree(sys.argv[1] + '/orchestrion_py'); sys.exit(tool_call.run(['/no/plan', '/no/compile']))"
    )
    python = script.with_name("python3")
    told = subprocess.run([python, "-c", code, package.parent], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert_one_clear_message(told.stderr)
    assert f"pyorch: {package} was removed or replaced while the build was running" in told.stderr
    assert "install pyorch again" in told.stderr


@pytest.mark.row("Python", "no sh: the pure Python entry")
def test_without_a_shell_the_results_are_the_same(warm: Workshop, tmp_path: Path) -> None:
    """A PATH with only go and a C compiler: every tool call starts Python directly."""
    expected = build_linking_program(salted(warm, "no sh"))
    only_go = tmp_path / "bin"
    only_go.mkdir()
    for name in ("go", "gcc"):  # without a C compiler go turns cgo off, which is part of the binary's build information
        (only_go / name).symlink_to(shutil.which(name) or "/nowhere")
    pure = f"'{sys.executable}' -I -m orchestrion_py"
    ways = (
        [sys.executable, "-I", "-m", "orchestrion_py", "go", "build"],
        [str(pyorch_script().with_name("pyorch-py")), "go", "build"],
        ["go", "build", f"-toolexec={pure} toolexec"],
    )
    for number, way in enumerate(ways):
        for fresh in (False, True):
            here = warm.with_environment(PATH=str(only_go), PYORCH_CACHE_DIR=str(tmp_path / f"cache {number} {fresh}"))
            if fresh:
                here = here.with_environment(GOCACHE=str(tmp_path / "fresh"))
            built = run_with_path(here, way)
            assert (built.returncode, built.stdout + split_closing(built.stderr)[0]) == (0, "")
            assert warm.run("./linking").out == WOVEN
            assert (warm.folder / "linking").read_bytes() == expected


def run_with_path(workshop: Workshop, way: list[str]) -> subprocess.CompletedProcess[str]:
    """Run with exactly this PATH, to which a workshop would add `pyorch`."""
    environment = {**workshop.full_environment(), "PATH": workshop.environment["PATH"]}
    program = shutil.which(way[0], path=environment["PATH"]) or way[0]
    command = [program, *way[1:], "-o", "linking", "."]
    return subprocess.run(command, cwd=workshop.folder, env=environment, capture_output=True, text=True, check=False)


def interpreter(version: str) -> str | None:
    """A Python of this version, from the PATH or from pyenv."""
    name = f"python{version}"
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = [shutil.which(name), *(str(path) for path in sorted(versions.glob(f"{version}.*/bin/{name}")))]
    return next((path for path in found if path and _works(path)), None)


def _works(path: str) -> bool:
    return subprocess.run([path, "-m", "venv", "--help"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "version",
    [
        pytest.param(version, marks=pytest.mark.row("Python", f"Python {version}"))
        for version in ("3.11", "3.12", "3.13", "3.14")
    ],
)
def test_other_pythons_build_the_same_program(warm: Workshop, tmp_path: Path, version: str) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"python{version} is not installed")
    home = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", home], check=True)
    install = [
        str(home / "bin" / "pip"),
        "install",
        "-q",
        "-c",
        str(REPOSITORY / ".ci" / "constraints.txt"),
        str(REPOSITORY),
    ]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if installed.returncode != 0:
        pytest.skip(f"pyorch's dependencies cannot be installed: {installed.stderr.strip().splitlines()[-1]}")
    expected = build_linking_program(salted(warm, version))
    here = warm.with_environment(PYORCH_CACHE_DIR=str(tmp_path / "other"), GOCACHE=str(tmp_path / "other gocache"))
    built = here.run(home / "bin" / "pyorch", "go", "build", "-o", "linking", ".")
    assert (built.code, built.text) == (0, "")
    assert here.run("./linking").out == WOVEN
    assert (here.folder / "linking").read_bytes() == expected
