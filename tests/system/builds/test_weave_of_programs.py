"""For whole programs, `pyorch weave` prints the text that the build compiled: examples, and two well-known programs."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.helpers.paths import REPOSITORY
from tests.helpers.workshop import Workshop
from tests.helpers.woven_texts import texts_of_build, texts_of_preview
from tests.programs.known import hugo, pocketbase
from tests.programs.program import copied

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs.program import Program

pytestmark = [pytest.mark.build, pytest.mark.slow]


def assert_the_same(workshop: Workshop, *packages: str) -> None:
    """Build a program, and compare what the compiler got with what `pyorch weave` prints for the same packages."""
    compiled = texts_of_build(workshop, "build", "-a", "-o", "/dev/null", *packages)
    planned = workshop.pyorch("plan", "--json", *packages)
    assert planned.code == 0, planned.text
    listed = workshop.go("list", "-deps", *packages)
    assert listed.code == 0, listed.text
    # A nested build compiles the packages that weaving adds, in a temporary folder of its own.
    own = set(listed.out.split())
    woven = sorted({each["package"] for each in json.loads(planned.out)["woven"]} & own)
    previewed = texts_of_preview(workshop, *woven)
    assert len(previewed) > 5
    assert previewed == compiled & previewed
    assert len(previewed) == len(compiled)


@pytest.mark.parametrize("name", ["guarded", "notes", "orders"])
def test_an_example(tmp_path: Path, name: str) -> None:
    shutil.copytree(REPOSITORY / "examples" / name, tmp_path / "program")
    assert_the_same(Workshop(tmp_path / "program"), "./...")


@pytest.mark.parametrize("program", [hugo.PROGRAM, pocketbase.PROGRAM], ids=str)
def test_a_large_program(tmp_path: Path, program: Program) -> None:
    assert_the_same(copied(program, tmp_path), program.package)
