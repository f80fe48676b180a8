"""What is uploaded to a package index: sdist and wheel, installed by pip, pipx and uv, and with the oldest dependencies."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.helpers.paths import REPOSITORY
from tests.helpers.smallest_program import WOVEN, smallest_program
from tests.system.builds.test_install import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build


def run(home: Path, *command: str | Path, **environment: str) -> str:
    """Run a command that must succeed, and that keeps its caches below `home`; returns its output."""
    # The machine's certificates, in case a proxy has its own.
    base = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "UV_SYSTEM_CERTS": "true"}
    done = subprocess.run(command, env=base | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, REPOSITORY], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    (found,) = distributions.glob("*.whl")
    return found


def test_an_index_accepts_both(tmp_path: Path, distributions: Path) -> None:
    run(tmp_path, sys.executable, "-m", "twine", "check", "--strict", *sorted(distributions.iterdir()))


def test_the_sdist_has_tests_and_docs_and_nothing_that_is_built(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/system/builds/test_distributions.py", "docs/aspects.md", "Makefile", ".ci/run"} <= names
    assert not [name for name in names if ".venv" in name or "__pycache__" in name]


# The commands that install a tool `pyorch` from a wheel into empty folders, by the name of the installer.
INSTALLERS = {
    "pip": ("-m", "pip", "install", "--quiet"),
    "pipx": ("-m", "pipx", "install", "--quiet"),
    "uv": ("-m", "uv", "tool", "install", "--quiet"),
}


@pytest.mark.slow
@pytest.mark.parametrize("installer", INSTALLERS)
def test_an_installed_wheel_builds(tmp_path: Path, wheel: Path, installer: str) -> None:
    tools = tmp_path / "tools"
    python = tools / "bin" / "python"
    run(tmp_path, sys.executable, "-m", "venv", tools)
    if installer != "pip":
        run(tmp_path, python, "-m", "pip", "install", "--quiet", installer)
    folders = {
        "PIPX_HOME": "pipx", "PIPX_BIN_DIR": "bin", "UV_TOOL_DIR": "uv", "UV_TOOL_BIN_DIR": "bin", "UV_CACHE_DIR": "cache",
        "HOME": "home",
    }  # fmt: skip
    run(
        tmp_path,
        python,
        *INSTALLERS[installer],
        wheel,
        **{name: str(tmp_path / where) for name, where in folders.items()},
    )
    scripts = tools / "bin" if installer == "pip" else tmp_path / "bin"
    assert_builds(tmp_path / "module", scripts / "pyorch")


@pytest.mark.slow
def test_the_oldest_dependencies_that_are_allowed_suffice(tmp_path: Path, wheel: Path) -> None:
    declared = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["dependencies"]
    oldest = [re.sub(">=", "==", one) for one in declared]
    assert all("==" in one for one in oldest)
    python = tmp_path / "venv" / "bin" / "python"
    run(tmp_path, sys.executable, "-m", "venv", tmp_path / "venv")
    run(tmp_path, python, "-m", "pip", "install", "--quiet", wheel, *oldest)
    for command in COMMANDS:
        assert "Example: " in run(tmp_path, python.with_name("pyorch"), command, "--help")
    assert_builds(tmp_path / "module", python.with_name("pyorch"))


def assert_builds(folder: Path, pyorch: Path) -> None:
    workshop = smallest_program(folder)
    built = workshop.run(pyorch, "go", "build", "-o", "smallest", ".")
    assert (built.code, built.text) == (0, "")
    assert workshop.run("./smallest").out == WOVEN
