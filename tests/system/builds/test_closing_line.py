"""The line with which a build ends: what was woven, also if go has nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import smallest_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

TEST = 'package shade\n\nimport "testing"\n\nfunc TestColour(t *testing.T) { Colour() }\n'
NEXT = "; next: pyorch traces -- ./smallest\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return smallest_program(tmp_path_factory.mktemp("closing"), **{"shade/shade_test.go": TEST})


def test_each_build_says_what_is_woven(program: Workshop) -> None:
    for _ in range(2):  # go does nothing in the second one
        built = program.pyorch("go", "build", ".")
        assert (built.code, built.text) == (0, "")
        assert built.closing == f"pyorch: smallest: 1 package woven for orchestrion.yml{NEXT}"
    assert program.at("shade").pyorch("go", "build", "-o", "../smallest", "..").closing.endswith("/smallest\n")


def test_the_program_that_stands_there_counts(program: Workshop) -> None:
    """Two commands write one file. What the second one wove is what the first one finds."""
    woven = program.pyorch("go", "build").closing
    text = (program.folder / "main.go").read_text(encoding="utf-8")
    program.write({"main.go": "package main\n\nfunc main() {}\n"})
    none = "pyorch: smallest: nothing is woven: no aspect matches; `pyorch plan` shows why\n"
    assert program.pyorch("go", "build", "./.").closing == none
    assert program.pyorch("go", "build").closing == none
    program.write({"main.go": text})
    assert program.pyorch("go", "build").closing == woven


def test_nothing_is_said_where_nothing_is_linked_or_wanted(program: Workshop) -> None:
    for line in (
        "go build ./shade",
        "go list -export .",
        "go vet .",
        "go version",
        "go run .",
        "go test -json ./shade",
        "-q go build .",
    ):
        said = program.pyorch(*line.split())
        assert (said.code, said.closing, said.err) == (0, "", ""), line
    failed = program.pyorch("go", "build", "./none")
    assert (failed.code, failed.closing) == (1, "")


def test_tests_are_counted(program: Workshop) -> None:
    assert program.pyorch("go", "test", "-count=1", "./shade").closing == (
        "pyorch: 1 test program: 1 package woven for orchestrion.yml\n"
    )


def test_no_file_of_the_run_stays(program: Workshop, tmp_path: Path) -> None:
    own = program.with_environment(PYORCH_CACHE_DIR=str(tmp_path))
    assert own.pyorch("go", "build", ".").closing
    assert not list((tmp_path / "runs").glob("*.programs"))
