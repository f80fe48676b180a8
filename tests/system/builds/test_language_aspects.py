"""The aspects of every build: a program can ask whether it was instrumented, and by which version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py import __version__
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# It prints without fmt: go compiles the standard library again for each set of aspects, here only the runtime.
MAIN = """\
package main

//orchestrion:enabled
var enabled = false

//orchestrion:version
const version = "none"

func main() {
	println(enabled, version)
}
"""


def asking(folder: Path, **variables: str) -> Workshop:
    return Workshop(folder, variables).write({"go.mod": "module example.com/asking\n\ngo 1.25\n", "main.go": MAIN})


@pytest.mark.parametrize("chosen", ["", "builtin", "modules"])
def test_a_woven_program_knows_that_it_is_woven(tmp_path: Path, chosen: str) -> None:
    workshop = asking(tmp_path, PYORCH_ASPECTS=chosen)
    # Not `pyorch go`, which would add a tracer: this build has only the aspects of the language.
    built = workshop.go("build", "-toolexec=pyorch toolexec", "-o", "asking", ".")
    assert built.code == 0, built.text
    assert workshop.run("./asking").err == f"true v{__version__}\n"


def test_a_plain_program_knows_that_it_is_not_woven(tmp_path: Path) -> None:
    assert asking(tmp_path).go("run", ".").err == "false none\n"


def test_only_the_package_that_asks_is_woven(tmp_path: Path) -> None:
    quiet = "package quiet\n\n// Quiet is about orchestrion:enabled, which here is no directive.\nvar Quiet = false\n"
    workshop = asking(tmp_path, PYORCH_ASPECTS="modules", PYORCH_LOG="info", PYORCH_LOG_FILE=str(tmp_path / "log"))
    built = workshop.write({"quiet/quiet.go": quiet}).pyorch("go", "build", "-a", "./...")
    assert built.code == 0, built.text
    woven = [line.split(": ")[1] for line in (tmp_path / "log").read_text().splitlines() if ": woven " in line]
    assert woven == ["example.com/asking", "example.com/asking"]
