"""Eight builds at once: all succeed with the same bytes, and none waits for ever."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import WOVEN, aspect_on_colour, assert_woven, slow_source, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

BUILDS = range(8)


def all_at_once(workshop: Workshop, commands: list[list[str]]) -> list[Result]:
    """Run commands at the same time; each must succeed and print nothing."""
    with ThreadPoolExecutor(len(commands)) as pool:
        results = list(pool.map(lambda command: workshop.run(*command, timeout=300), commands))
    assert [(result.code, result.said) for result in results] == [(0, "")] * len(commands)
    return results


def assert_same_program(workshop: Workshop, names: list[str]) -> None:
    contents = {(workshop.folder / name).read_bytes() for name in names}
    assert len(contents) == 1
    assert workshop.run(f"./{names[0]}").out == WOVEN


def test_eight_builds_with_an_empty_pyorch_cache(tmp_path: Path) -> None:
    """There is no plan yet: one build makes it, the others find it. A file that is in no cache keeps them all busy."""
    salt = uuid.uuid4().hex
    workshop = smallest_program(tmp_path / "module", **{"shade/slow.go": slow_source("shade", salt, 50)})
    workshop = workshop.with_environment(PYORCH_CACHE_DIR=str(tmp_path / "cache"))
    names = [f"smallest{number}" for number in BUILDS]
    all_at_once(workshop, [["pyorch", "go", "build", "-o", name, "."] for name in names])
    assert_same_program(workshop, names)
    assert len(list((tmp_path / "cache" / "plans").iterdir())) == 1


def test_eight_builds_that_all_need_one_injected_package(tmp_path: Path) -> None:
    """No cache has the package. The nested go of one build compiles it, and the others wait and copy the result."""
    files = {
        "orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb"),
        "bulb/bulb.go": slow_source("bulb", uuid.uuid4().hex, 200),
    }
    workshop = smallest_program(tmp_path / "module", **files).with_environment(PYORCH_CACHE_DIR=str(tmp_path / "cache"))
    names = [f"shade{number}.a" for number in BUILDS]
    all_at_once(workshop, [["pyorch", "go", "build", "-o", name, "./shade"] for name in names])
    assert len({(workshop.folder / name).read_bytes() for name in names}) == 1


def test_all_build_commands_at_once(tmp_path: Path) -> None:
    """`pyorch go`, -toolexec and plain go use Go's cache at the same time, and never each other's archives."""
    salt = uuid.uuid4().hex
    workshop = smallest_program(tmp_path / "module", **{"shade/slow.go": slow_source("shade", salt, 50)})
    workshop = workshop.with_environment(PYORCH_CACHE_DIR=str(tmp_path / "cache"))
    woven = [f"smallest{number}" for number in BUILDS]
    plain = [f"plain{number}" for number in range(2)]
    commands = [["pyorch", "go", "build", "-o", name, "."] for name in woven[::2]]
    commands += [["go", "build", "-toolexec=pyorch toolexec", "-o", name, "."] for name in woven[1::2]]
    commands += [["go", "build", "-o", name, "."] for name in plain]
    all_at_once(workshop, commands)
    assert_same_program(workshop, woven)
    assert workshop.run("./plain0").out == workshop.run("./plain1").out == "red\n"


def test_eight_modules_at_once(tmp_path: Path) -> None:
    """Eight folders with the same aspects have eight plans in one cache, and each builds its own program."""
    cache = {"PYORCH_CACHE_DIR": str(tmp_path / "cache")}
    workshops = [smallest_program(tmp_path / f"module{number}").with_environment(**cache) for number in BUILDS]
    with ThreadPoolExecutor(len(workshops)) as pool:
        list(pool.map(assert_woven, workshops))
