"""Well-known programs, built by plain go and by pyorch, answer the same, pass the same tests, and only woven send spans.

`make test-all` builds the smallest, `make programs` all of them. Their cost goes into docs/compatibility.md.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import running_agent, traced_environment
from tests.helpers.compatibility_results import keep
from tests.programs.building import built, woven_files
from tests.programs.known import PROGRAMS
from tests.programs.program import copied
from tests.programs.stage import Stage
from tests.system.trust import WHOLE
from tests.system.trust.torture import compare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Span
    from tests.helpers.workshop import Workshop
    from tests.programs.building import Built
    from tests.programs.program import Program

pytestmark = [pytest.mark.build, pytest.mark.slow]

_SAMPLE = "gin-swagger"


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    with running_agent() as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that the test removes: two build caches and a pair of binaries are gigabytes."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(
            program,
            marks=()
            if program.name == _SAMPLE
            else pytest.mark.skipif(not WHOLE, reason="make programs: takes more than an hour"),
            id=program.name,
        )
        for program in PROGRAMS
    ],
)
def test_program(program: Program, agent: Agent, folder: Path) -> None:
    log = folder / "log"
    workshop = copied(program, folder).with_environment(
        PYORCH_LOG="info", PYORCH_LOG_FILE=str(log), PYORCH_CACHE_DIR=str(folder / "pyorch")
    )
    assert (pinned := workshop.pyorch("pin")).code == 0, pinned.text
    plain_workshop = workshop.with_environment(GOCACHE=str(folder / "plain-cache"))
    woven_workshop = workshop.with_environment(GOCACHE=str(folder / "woven-cache"))
    plain = built(program, plain_workshop, folder / "plain", woven=False)
    woven = built(program, woven_workshop, folder / "woven", woven=True)
    packages, files = woven_files(log)

    recorded, spans = _played(program, plain, workshop, agent, folder / "plain-run")
    assert spans == []
    recorded_woven, spans = _played(program, woven, workshop, agent, folder / "woven-run")
    assert recorded_woven == recorded
    told = Counter(f"{span.operation} {span.resource}" for span in spans)
    print("\n".join(f"{count:5} {name}" for name, count in told.most_common()))
    assert program.spans
    assert program.spans <= told.keys()

    tests = _tested(program, plain_workshop, woven_workshop)
    keep("programs", {program.name: {
        "kind": program.kind, "module": program.module, "packages": len(_listed(plain_workshop, "-deps", program.package)),
        "woven_packages": packages, "woven_files": files, "spans": len(spans), "tests": tests,
        "plain": _figures(plain), "woven": _figures(woven),
    }})  # fmt: skip


def _played(
    program: Program, build: Built, workshop: Workshop, agent: Agent, folder: Path
) -> tuple[list[str], list[Span]]:
    """The answers of a binary and its spans."""
    folder.mkdir()
    agent.clear()
    # Its own home, so that a program does not see the files of the last one.
    environment = traced_environment(agent.url, program.name, HOME=str(folder))
    stage = Stage(build.binary, workshop.folder, folder, environment)
    program.play(stage)
    return stage.recorded, [span for trace in agent.traces() for span in trace.spans]


def _tested(program: Program, plain_workshop: Workshop, woven_workshop: Workshop) -> int:
    """Compare the program's own tests; returns how many. Tests whose plain runs differ do not count."""
    packages = _listed(plain_workshop, *program.tested)
    found = compare(woven_workshop, packages, "-short", "-vet=off", plainly=plain_workshop)
    print(f"{program.name}: {len(found.plain)} tests; not the same in two plain runs: {sorted(found.unsteady)}")
    differing = found.ending_otherwise
    assert differing == {}, "\n".join(f"{test}: {what}" for test, what in differing.items())
    return len(found.plain) - len(found.unsteady)


def _listed(workshop: Workshop, *arguments: str) -> list[str]:
    listed = workshop.go("list", *arguments)
    assert listed.code == 0, listed.err
    return listed.out.split()


def _figures(build: Built) -> dict[str, object]:
    return {"megabytes": build.megabytes, "cold": asdict(build.cold), "edited": asdict(build.edited)}
