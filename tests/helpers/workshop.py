"""What the build tests share: modules written inline, `pyorch` and plain go as a user would type them, programs run for real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.paths import NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the shell that runs the tests may have set, and what no test wants to depend on.
_DROPPED = ("GOFLAGS", "GOWORK", "PYORCH_", "DD_", "PYTHON")


def pyorch_script() -> Path:
    """The `pyorch` command that is installed beside the interpreter of the tests."""
    script = Path(sys.executable).with_name("pyorch")
    assert script.exists(), f"{script} is missing: install pyorch into the environment that runs the tests"
    return script


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder with a Go module, and an environment; commands run there."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def write(self, files: Mapping[str, str]) -> Workshop:
        """Write files by relative name."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def at(self, name: str) -> Workshop:
        """The same environment, in a folder below this one."""
        return Workshop(self.folder / name, self.environment)

    def with_environment(self, **more: str) -> Workshop:
        """The same folder, with more variables."""
        return Workshop(self.folder, {**self.environment, **more})

    def run(self, *command: str | Path, timeout: float = 1800, stdin: str | None = None) -> Result:
        """Run a command to its end, without a shell."""
        finished = subprocess.run(
            [str(word) for word in command],
            cwd=self.folder,
            env=self.full_environment(),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Result(finished.returncode, finished.stdout, finished.stderr)

    def go(self, *arguments: str) -> Result:
        """Plain go: the oracle."""
        return self.run("go", *arguments)

    def pyorch(self, *arguments: str | Path) -> Result:
        """`pyorch ARGS…`."""
        return self.run(pyorch_script(), *arguments)

    def full_environment(self) -> dict[str, str]:
        """The environment of the tests less what would disturb, `pyorch` first in the PATH."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_DROPPED)}
        path = f"{pyorch_script().parent}{os.pathsep}{kept.get('PATH', '')}"
        return {**kept, "PATH": path, "NO_COLOR": "1", **self.environment}


def copy_of_notes(folder: Path) -> Workshop:
    """The notes example, in a folder of its own."""
    shutil.copytree(NOTES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return Workshop(folder)


def copy_of_module(workshop: Workshop, module: str, name: str) -> Workshop:
    """A module of the proxy, `PATH@VERSION`, in a folder below the workshop's, where it can be changed."""
    fetched = workshop.go("mod", "download", "-json", module)
    assert fetched.code == 0, fetched.text
    copy = workshop.at(name)
    # The module cache is read-only: neither modes of files nor of folders are taken over.
    shutil.copytree(json.loads(fetched.out)["Dir"], copy.folder, copy_function=shutil.copyfile)
    for path in (copy.folder, *(path for path in copy.folder.rglob("*") if path.is_dir())):
        path.chmod(0o755)
    return copy
