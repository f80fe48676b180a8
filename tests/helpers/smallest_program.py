"""The smallest module that can be woven, for tests of errors: one aspect, one package besides main, no requirements.

Tests that build the whole program use these aspects only: other aspects mean another tool id, for which go would
compile the standard library again. Tests with their own aspects build only the package `shade`, which imports
nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Result, Workshop, pyorch_script, split_closing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GO_MOD = "module example.com/smallest\n\ngo 1.25\n"
MAIN = """\
package main

import (
	"fmt"

	"example.com/smallest/shade"
)

func main() {
	fmt.Println(shade.Colour())
}
"""
SHADE = """\
package shade

func Colour() string {
	return "red"
}
"""
ASPECTS = """\
aspects:
  - id: say so
    join-point:
      function-body:
        function:
          - name: Colour
    advice:
      - prepend-statements:
          imports:
            os: os
          template: |
            os.Stdout.WriteString("{{ .Function.Name }} is woven\\n")
"""
WOVEN = "Colour is woven\nred\n"
PLAIN = "red\n"


def smallest_program(folder: Path, **files: str) -> Workshop:
    """Write the module into a folder. `files` are added or replace its own: `**{"shade/shade.go": …}`."""
    folder.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(folder, {"PYORCH_ASPECTS": "modules"})
    own = {"go.mod": GO_MOD, "main.go": MAIN, "shade/shade.go": SHADE, "orchestrion.yml": ASPECTS}
    return workshop.write({**own, **files})


def aspect_on_colour(advice: str, name: str = "Colour") -> str:
    """An aspect file with one advice for the body of a function."""
    return (
        "aspects:\n"
        "  - id: the one at fault\n"
        f"    join-point: {{function-body: {{function: [{{name: {name}}}]}}}}\n"
        f"    advice:\n      - {advice}\n"
    )


def assert_woven(workshop: Workshop) -> None:
    """Check that the module builds and that its program is woven."""
    built = workshop.pyorch("go", "build", "-o", "smallest", ".")
    assert built.code == 0, built.text
    assert workshop.run("./smallest").out == WOVEN


def assert_one_clear_message(text: str) -> None:
    """Check that a message is neither a traceback nor an internal error of pyorch."""
    assert "Traceback" not in text, text
    assert "has a bug: please report it" not in text, text


def slow_source(package: str, salt: str, functions: int = 500) -> str:
    """A Go file without imports that takes seconds to compile, and that no cache has with this salt."""
    body = "".join(f"\tif x%{n + 2} == {n % 7} {{ y += x*{n + 3} - y/{n + 5} }}\n" for n in range(25))
    lines = [f"package {package}\n\n// {salt}\n"]
    lines += [f"func F{n}(x, y int) int {{\n{body}\treturn y\n}}\n" for n in range(functions)]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Running:
    """A running build, in its own process group, as a shell starts it."""

    process: subprocess.Popen[str]
    folder: Path

    def members(self) -> dict[int, str]:
        """The command lines of the living processes of its group."""
        return {pid: words for pid, group, words in _processes() if group == self.process.pid}

    def wait_for(self, *words: str, seconds: float = 120) -> int:
        """The id of the first process of the group whose command line has all the words."""
        found: list[int] = []

        def seen() -> bool:
            found[:] = [pid for pid, line in self.members().items() if all(word in line for word in words)]
            return bool(found) or self.process.poll() is not None

        wait_until(seen, seconds)
        assert found, f"no process with {words} before the build ended:\n{self.process.communicate()}"
        return found[0]

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to every process of the group, as Ctrl-C does on a terminal."""
        os.killpg(self.process.pid, number)

    def end(self, seconds: float = 60) -> Result:
        """Wait for the end, and return the result; fail after so many seconds."""
        try:
            out, err = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            pytest.fail(f"hangs: still running after {seconds} s:\n" + "\n".join(self.members().values()))
        return Result(self.process.returncode, out, *split_closing(err))


@contextmanager
def running(workshop: Workshop, *command: str) -> Iterator[Running]:
    """Start a command; on exit, kill what is left of its process group."""
    process = subprocess.Popen(
        command,
        cwd=workshop.folder,
        env=workshop.full_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    build = Running(process, workshop.folder)
    try:
        yield build
    finally:
        if build.members():
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def running_pyorch(workshop: Workshop, *arguments: str) -> AbstractContextManager[Running]:
    """Start `pyorch ARGS…`."""
    return running(workshop, str(pyorch_script()), *arguments)


def wait_until(question: Callable[[], bool], seconds: float) -> None:
    """Wait until the answer is yes or the time is over."""
    end = time.monotonic() + seconds
    while not question() and time.monotonic() < end:
        time.sleep(0.01)


def _processes() -> Iterator[tuple[int, int, str]]:
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,pgid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        pid, group, state, words = line.split(None, 3)
        if not state.startswith("Z"):
            yield int(pid), int(group), words
