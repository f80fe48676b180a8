"""The bound of pyorch's cache, in builds: it keeps its size, and no build misses what another build removed.

These builds compile packages that import nothing of the standard library.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import (
    aspect_on_colour,
    assert_one_clear_message,
    running,
    slow_source,
    smallest_program,
)

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

WAYS = [
    ["pyorch", "go", "build", "-o", "shade.a", "./shade"],
    ["go", "build", "-toolexec=pyorch toolexec", "-o", "shade.a", "./shade"],
]


@pytest.fixture
def module(tmp_path: Path) -> Workshop:
    files = {"orchestrion.yml": aspect_on_colour("prepend-statements: {template: 'println(`is woven`)'}")}
    return smallest_program(tmp_path / "module", **files).with_environment(PYORCH_CACHE_DIR=str(tmp_path / "cache"))


def is_woven(module: Workshop) -> bool:
    return b"is woven" in (module.folder / "shade.a").read_bytes()


def plans(module: Workshop) -> set[Path]:
    return set(Path(module.environment["PYORCH_CACHE_DIR"]).glob("plans/*"))


def unused_for_hours(module: Workshop) -> None:
    """Make everything in the cache look as if it was last used hours before."""
    for path in Path(module.environment["PYORCH_CACHE_DIR"]).rglob("*"):
        before = path.stat().st_mtime - 2 * 3600
        os.utime(path, (before, before))


def plan_anew(module: Workshop, number: int) -> None:
    """Have pyorch make one more plan. `go list` compiles nothing."""
    module.write({f"go{number}.mod": (module.folder / "go.mod").read_text()})
    told = module.pyorch("go", "list", f"-modfile=go{number}.mod", ".")
    assert (told.code, told.text) == (0, "example.com/smallest\n")


def test_the_cache_keeps_its_size(module: Workshop) -> None:
    module = module.with_environment(PYORCH_CACHE_SIZE="300K")
    for number in range(8):
        unused_for_hours(module)
        plan_anew(module, number)
    told = json.loads(module.pyorch("cache", "size", "--json").out)
    assert 0 < told["bytes"] <= told["limit"] == 300 * 1024
    assert 1 < len(plans(module)) < 8
    # A plan that is still there, and one that is gone.
    for number in (7, 0):
        plan_anew(module, number)


@pytest.mark.parametrize(("way", "how"), [(WAYS[0], "clean"), (WAYS[1], "trim")], ids=["pyorch go", "toolexec"])
def test_a_running_build_loses_nothing(module: Workshop, way: list[str], how: str, tmp_path: Path) -> None:
    module.write({"slow/slow.go": slow_source("slow", str(tmp_path), 60)})
    module.write({"shade/slow.go": 'package shade\n\nimport _ "example.com/smallest/slow"\n'})
    with running(module, *way) as build:
        build.wait_for("/compile", "example.com/smallest/slow")
        build.signal_group(signal.SIGSTOP)  # so that it still runs when the cache is cleaned
        (used,) = plans(module)
        unused_for_hours(module)
        if how == "clean":
            cleaned = module.pyorch("cache", "clean")
            assert cleaned.code == 0
            assert "kept 1 plan: running builds use that" in cleaned.out
        else:
            plan_anew(module.with_environment(PYORCH_CACHE_SIZE="1"), 1)
        assert used in plans(module)
        build.signal_group(signal.SIGCONT)
        ended = build.end(300)
    assert (ended.code, ended.text) == (0, "")
    assert is_woven(module)
    module.pyorch("cache", "clean")
    assert plans(module) == set()


def test_builds_go_on_after_a_clean(module: Workshop) -> None:
    """Go's cache has everything, so nothing is compiled again."""
    assert module.run(*WAYS[0]).code == 0
    before = (module.folder / "shade.a").read_bytes()
    assert module.pyorch("cache", "clean").code == 0
    assert not Path(module.environment["PYORCH_CACHE_DIR"]).exists()
    built = module.run(*WAYS[1][:-1], "-x", "./shade")
    assert built.code == 0
    assert "/compile -o" not in built.err
    assert (module.folder / "shade.a").read_bytes() == before


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_limit_that_is_not_a_size(module: Workshop, way: list[str]) -> None:
    told = module.with_environment(PYORCH_CACHE_SIZE="much").run(*way)
    assert told.code != 0
    assert "PYORCH_CACHE_SIZE=much is not a size above zero" in told.err
    assert_one_clear_message(told.text)
