"""Concurrency: builds that run at the same time as others, as a pin, or as another version of pyorch."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.installations import installed_copy
from tests.helpers.linking_program import FILES, WOVEN, build_linking_program, salted
from tests.helpers.pin_modules import SMALL_APP
from tests.helpers.smallest_program import aspect_on_colour, running_pyorch, smallest_program

if TYPE_CHECKING:
    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

WAYS = (["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"])


@pytest.mark.row("concurrency", "sixteen builds of four modules at once")
def test_sixteen_builds_of_four_modules(warm: Workshop, tmp_path: Path) -> None:
    """All share one cache, which has nothing that they need. The four builds of a module have the same bytes."""
    folders = [tmp_path / f"module{number}" for number in range(4)]
    workshops = [type(warm)(folder, warm.environment).write(FILES) for folder in folders]
    for number, workshop in enumerate(workshops):
        salted(workshop, number)

    def build(number: int) -> Result:
        return workshops[number % 4].run(*WAYS[number // 4 % 2], "-o", f"linking{number}", ".", timeout=500)

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(build, range(16)))
    assert [(result.code, result.said) for result in results] == [(0, "")] * 16
    for number, workshop in enumerate(workshops):
        binaries = {(workshop.folder / f"linking{each}").read_bytes() for each in range(number, 16, 4)}
        assert len(binaries) == 1
        assert workshop.run(f"./linking{number}").out == WOVEN


@pytest.mark.slow
@pytest.mark.row("concurrency", "two versions of pyorch at once")
def test_two_versions_of_pyorch(warm: Workshop, tmp_path: Path) -> None:
    """They share both caches. Each has its own plans and archives, and builds what it builds alone."""
    older = installed_copy(tmp_path / "older", "0.0.9")
    ours = build_linking_program(salted(warm, "versions"))
    alone = warm.run(older, "go", "build", "-o", "older", ".")
    assert (alone.code, alone.text) == (0, "")
    theirs = (warm.folder / "older").read_bytes()
    assert warm.run("./older").out == WOVEN

    def build(number: int) -> Result:
        program = older if number % 2 else "pyorch"
        return warm.run(program, "go", "build", "-o", f"linking{number}", ".")

    for salt in ("versions", "both at once"):
        salted(warm, salt)
        with ThreadPoolExecutor(6) as pool:
            results = list(pool.map(build, range(6)))
        assert [(result.code, result.said) for result in results] == [(0, "")] * 6
        assert all(warm.run(f"./linking{number}").out == WOVEN for number in range(6))
        binaries = [{(warm.folder / f"linking{each}").read_bytes() for each in range(odd, 6, 2)} for odd in (0, 1)]
        assert [len(each) for each in binaries] == [1, 1]
        if salt == "versions":
            assert binaries == [{ours}, {theirs}]


@pytest.mark.row("caches", "pyorch's own cache from an older version")
def test_a_cache_from_an_older_version(warm: Workshop, tmp_path: Path) -> None:
    """pyorch does not use plans that another version left, whatever their form."""
    older = installed_copy(tmp_path / "older", "0.0.9")
    assert warm.run(older, "go", "build", "./hook").code == 0
    cache = Path(warm.environment["PYORCH_CACHE_DIR"])
    (old,) = cache.glob("plans/*")
    before = build_linking_program(warm)
    (new,) = (path for path in cache.glob("plans/*") if path != old)
    # Not even one under the name of ours that lacks some files.
    for missing in (("sum",), ("sum", "index"), ("sum", "suffix", "python"), ("sum", "graph.json", "linked.a")):
        shutil.rmtree(new)
        shutil.copytree(old, new)
        for name in missing:
            (new / name).unlink()
        assert build_linking_program(warm) == before


@pytest.mark.row("concurrency", "a build while pin runs")
def test_builds_while_a_pin_runs(tmp_path: Path) -> None:
    """go.mod changes during the builds. Each uses the old or the new one, and weaves the project's aspects."""
    workshop = smallest_program(tmp_path, **{"main.go": SMALL_APP}).with_environment(
        PYORCH_CACHE_DIR=str(tmp_path / "cache")
    )
    workshop.write({"orchestrion.yml": aspect_on_colour('prepend-statements: {template: println("while pinned")}')})
    builds = 0
    with running_pyorch(workshop, "pin") as pin:
        while pin.process.poll() is None:
            workshop.write({"shade/salt.go": f"package shade\n\nconst salt = {builds}\n"})
            builds += 1
            built = workshop.run(*WAYS[builds % 2], "-o", "shade.a", "./shade")
            assert built.code == 0, built.text
            assert b"while pinned" in (tmp_path / "shade.a").read_bytes()
        told = pin.end()
    assert told.code == 0, told.text
    assert builds > 1
    assert (tmp_path / "orchestrion.tool.go").exists()
    again = workshop.pyorch("pin")
    assert again.code == 0
    assert "nothing to change" in again.text
