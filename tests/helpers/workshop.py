"""A folder with a Go module where tests run `pyorch`, plain go and the programs that they build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.paths import NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

# Variables of the user's shell that must not influence tests.
_DROPPED = ("GOFLAGS", "GOWORK", "PYORCH_", "DD_", "OTEL_", "PYTHON")

_CLOSING = re.compile(r"^pyorch: [^:\n]+: (\d+ packages? woven|nothing is woven)\b.*\n", re.MULTILINE)

_PROGRESS = re.compile(r"^pyorch: \d+ s: \d+ packages? compiled\b.*\n", re.MULTILINE)


def split_closing(err: str) -> tuple[str, str]:
    """Split the line with which a build of pyorch ends from the rest of stderr, and drop those of a build that takes long."""
    err = _PROGRESS.sub("", err)
    found = _CLOSING.search(err)
    return (err[: found.start()] + err[found.end() :], found[0]) if found else (err, "")


def pyorch_script() -> Path:
    """The `pyorch` command that is installed beside the interpreter of the tests."""
    script = Path(sys.executable).with_name("pyorch")
    assert script.exists(), f"{script} is missing: install pyorch into the environment that runs the tests"
    return script


@dataclass(frozen=True, slots=True)
class Result:
    """The exit code and the output of a command.

    `closing` is the line with which a build of pyorch ends. It is not in `err`: most tests ask what else a build prints.
    """

    code: int
    out: str
    err: str
    closing: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        return self.out + self.err

    @property
    def said(self) -> str:
        """The text without the lines of builds that wait for each other: on a slow machine they wait for ten seconds."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("pyorch: still waiting after 10 s: "))


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder with a Go module, and the environment of the commands that run there."""

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
        return Result(finished.returncode, finished.stdout, *split_closing(finished.stderr))

    def go(self, *arguments: str) -> Result:
        """Run plain go, whose results are the reference."""
        return self.run("go", *arguments)

    def pyorch(self, *arguments: str | Path) -> Result:
        """Run `pyorch ARGS…`."""
        return self.run(pyorch_script(), *arguments)

    def full_environment(self) -> dict[str, str]:
        """The environment of the tests without variables that would disturb, and with `pyorch` first in the PATH."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_DROPPED)}
        path = f"{pyorch_script().parent}{os.pathsep}{kept.get('PATH', '')}"
        return {**kept, "PATH": path, "NO_COLOR": "1", **self.environment}


def copy_of_notes(folder: Path) -> Workshop:
    """Copy examples/notes into a folder."""
    shutil.copytree(NOTES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return Workshop(folder)


def copy_of_module(workshop: Workshop, module: str, name: str) -> Workshop:
    """Download a module, `PATH@VERSION`, and copy it into a folder below the workshop's, where tests can change it."""
    fetched = workshop.go("mod", "download", "-json", module)
    assert fetched.code == 0, fetched.text
    copy = workshop.at(name)
    # The module cache is read-only: do not copy the modes of its files and folders.
    shutil.copytree(json.loads(fetched.out)["Dir"], copy.folder, copy_function=shutil.copyfile)
    for path in (copy.folder, *(path for path in copy.folder.rglob("*") if path.is_dir())):
        path.chmod(0o755)
    return copy
