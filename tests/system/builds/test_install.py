"""`pip install .`: the installed files, and the command from wherever it was linked."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.paths import REPOSITORY
from tests.helpers.smallest_program import WOVEN, smallest_program
from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

COMMANDS = (
    "go",
    "toolexec",
    "instrument",
    "pin",
    "unpin",
    "plan",
    "explain",
    "weave",
    "diff",
    "inspect",
    "doctor",
    "check",
    "traces",
    "cache",
    "completion",
    "version",
)


@dataclass(frozen=True, slots=True)
class Installation:
    """A virtual environment with only pyorch and its dependencies."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / "bin"

    @property
    def packages(self) -> Path:
        (found,) = self.folder.glob("lib/python*/site-packages")
        return found

    def run(self, *command: str | Path) -> Result:
        """Run a command with no other pyorch in the PATH and no checkout in the folder."""
        return Workshop(self.folder, {"PATH": "/usr/bin:/bin"}).run(*command)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A new environment after `pip install .`, with the dependencies of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    installation = Installation(folder)
    requirements = sysconfig.get_path("purelib")
    (installation.packages / "requirements.pth").write_text(f"{requirements}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(folder / "bin" / "python")]
    install = subprocess.run(
        # --ignore-installed: pip must not remove the pyorch of the environment that runs the tests.
        [*pip, "install", "--quiet", "--no-deps", "--ignore-installed", "."],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert install.returncode == 0, install.stderr
    return installation


def test_the_aspects_of_the_checkout_are_installed(installed: Installation) -> None:
    def aspects(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yml"))}

    assert "datadog/gin.yml" in aspects(REPOSITORY / "aspects")
    assert aspects(installed.packages / "orchestrion_py" / "builtin") == aspects(REPOSITORY / "aspects")


def test_every_file_of_the_package_is_installed(installed: Installation) -> None:
    """A wheel easily misses a file that is not a Python module, such as a script or a schema."""

    def files(folder: Path) -> set[str]:
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return {str(path) for path in found if "__pycache__" not in path.parts and path.parts[0] != "builtin"}

    # The page of messages is in docs, and `pyorch explain` prints entries of it.
    expected = files(REPOSITORY / "orchestrion_py") | {"troubleshooting.md"}
    assert files(installed.packages / "orchestrion_py") == expected


def test_the_command_is_the_script_that_go_calls(installed: Installation) -> None:
    assert (installed.scripts / "pyorch").read_bytes() == (
        REPOSITORY / "orchestrion_py/toolexec/front/pyorch"
    ).read_bytes()


def test_the_module_is_the_same_program_as_the_command(installed: Installation) -> None:
    by_command = installed.run(installed.scripts / "pyorch", "version")
    assert by_command.code == 0
    assert re.fullmatch(r"pyorch v\d+\.\d+\.\S+\n", by_command.out)
    by_module = installed.run(installed.scripts / "python", "-m", "orchestrion_py", "version")
    assert (by_module.code, by_module.text) == (by_command.code, by_command.text)


def test_every_command_has_an_example_in_its_help(installed: Installation) -> None:
    overview = installed.run(installed.scripts / "pyorch", "--help")
    assert overview.code == 0
    assert "Example: " in overview.out
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", overview.out, re.MULTILINE), overview.out
        helped = installed.run(installed.scripts / "pyorch", command, "--help")
        assert helped.code == 0, helped.text
        example = helped.out.partition("Example: ")[2]
        assert re.search(rf"\bpyorch {command}\b", example), helped.out


def test_no_command_is_missing_from_the_list_above(installed: Installation) -> None:
    overview = installed.run(installed.scripts / "pyorch", "--help").out
    assert set(re.findall(r"^  ([a-z]+) ", overview.partition("Commands:")[2], re.MULTILINE)) == set(COMMANDS)


@pytest.fixture
def linked(installed: Installation, tmp_path: Path) -> Path:
    """A folder with only a link to a link to the command, as pipx and uv create one."""
    here, there = tmp_path / "bin", tmp_path / "elsewhere"
    for folder in (here, there):
        folder.mkdir()
    (there / "pyorch").symlink_to(installed.scripts / "pyorch")
    (here / "pyorch").symlink_to(Path("..", "elsewhere", "pyorch"))
    return here


def test_the_command_works_through_a_link(installed: Installation, linked: Path) -> None:
    direct = installed.run(installed.scripts / "pyorch", "version")
    assert installed.run(linked / "pyorch", "version") == direct


@pytest.mark.parametrize(
    "command", [("pyorch", "go", "build"), ("go", "build", "-toolexec=pyorch toolexec")], ids=" ".join
)
def test_a_build_through_a_link_is_woven(linked: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    workshop = smallest_program(tmp_path / "smallest")
    path = f"{linked}:{workshop.full_environment()['PATH']}"
    built = workshop.with_environment(PATH=path).run(*command, "-o", "smallest", ".")
    assert (built.code, built.text) == (0, "")
    assert workshop.run("./smallest").out == WOVEN


def test_the_module_builds_as_the_command_does(installed: Installation, tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "smallest")
    built = workshop.run(installed.scripts / "python", "-m", "orchestrion_py", "go", "build", "-o", "smallest", ".")
    assert (built.code, built.text) == (0, "")
    assert workshop.run("./smallest").out == WOVEN
