"""Faults: a build that is interrupted at any moment, by any signal, does not harm the next one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import WOVEN, build_linking_program, salted
from tests.helpers.smallest_program import assert_one_clear_message, running, wait_until
from tests.helpers.workshop import pyorch_script
from tests.system.builds.test_bad_cache import on_a_file_system

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
WAYS = ([str(pyorch_script()), "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"])


def leftovers(workshop: Workshop) -> list[str]:
    """Files that a build had only begun to write into pyorch's cache."""
    cache = Path(workshop.environment["PYORCH_CACHE_DIR"])
    return [str(path) for path in cache.rglob("*") if path.suffix == ".tmp" or path.name == "building-archives"]


@pytest.mark.row("faults", "SIGINT, SIGTERM or SIGKILL at fifty random moments")
@pytest.mark.parametrize("moments", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_a_build_is_ended_at_random_moments(warm: Workshop, tmp_path: Path, moments: int) -> None:
    """Another build of the same sources, undisturbed and with its own caches, must have the same bytes."""
    undisturbed = warm.with_environment(
        GOCACHE=str(shutil.copytree(warm.environment["GOCACHE"], tmp_path / "other gocache")),
        PYORCH_CACHE_DIR=str(tmp_path / "other"),
    )
    choice = random.Random(50)  # the same moments each time, as far as the machine allows
    ended = 0
    for number in range(moments):
        if number % 3 == 0:  # so that the build makes a plan
            shutil.rmtree(warm.environment["PYORCH_CACHE_DIR"], ignore_errors=True)
        salted(warm, number)
        begun = time.monotonic()
        expected = build_linking_program(undisturbed)
        length = time.monotonic() - begun
        with running(warm, *WAYS[number % 2], "-o", "linking", ".") as build:
            time.sleep(choice.random() * length)
            ended += build.process.poll() is None
            if build.members():
                build.signal_group(SIGNALS[number % 3])
            told = build.end()
            assert "has a bug: please report it" not in told.text
            wait_until(lambda build=build: not build.members(), 5)  # type: ignore[misc]  # a default holds the loop's value
            assert build.members() == {}
        with running(warm, *WAYS[number // 2 % 2], "-o", "linking", ".") as again:
            result = again.end()
        assert (result.code, result.text) == (0, ""), number
        assert warm.run("./linking").out == WOVEN
        assert (warm.folder / "linking").read_bytes() == expected
        assert leftovers(warm) == []
    assert ended > moments / 2


@pytest.mark.row("faults", "the clock set back")
def test_the_clock_is_set_back(warm: Workshop) -> None:
    """Sources, plans and archives seem to come from the future. pyorch still notices an edit, and does not wait."""
    before = build_linking_program(warm)
    ahead = time.time() + 400 * 24 * 3600
    for root in (warm.folder, Path(warm.environment["GOCACHE"]), Path(warm.environment["PYORCH_CACHE_DIR"])):
        for path in (root, *root.rglob("*")):
            os.utime(path, (ahead, ahead))
    assert build_linking_program(warm) == before
    assert build_linking_program(salted(warm, "later, and yet earlier")) != before
    aspects = warm.folder / "orchestrion.yml"
    aspects.write_text(aspects.read_text().replace("strconv.Itoa(count.One())", "strconv.Itoa(count.One() * 7)"))
    assert warm.pyorch("go", "list", "-export", "./hook").code == 0
    suffixes = Path(warm.environment["PYORCH_CACHE_DIR"]).glob("plans/*/suffix")
    assert len({path.read_text() for path in suffixes}) == 2


@pytest.mark.row("faults", "no file descriptors left")
@pytest.mark.parametrize("way", WAYS, ids=["pyorch go build", "go build -toolexec"])
def test_few_files_may_be_open(warm: Workshop, way: list[str]) -> None:
    """Each limit ends in the right program or in a message, never in a plain archive instead of a woven one."""
    built = 0
    for limit in (4, 7, 10, 30):
        salted(warm, limit)
        command = ["sh", "-c", 'ulimit -n "$1" && shift && exec "$@"', "sh", str(limit), *way, "-o", "linking", "."]
        told = warm.run(*command)
        assert "has a bug: please report it" not in told.text, (limit, told.text)
        if told.code == 0:
            built += 1
            assert warm.run("./linking").out == WOVEN
        (warm.folder / "linking").unlink(missing_ok=True)
        assert build_linking_program(warm)  # at once, from what the last build left in the caches
    assert built > 0


@pytest.mark.row("faults", "disk full at any moment")
@pytest.mark.parametrize(
    ("sizes", "whole"),
    [
        ([64, 400, 1000, 1600], False),
        pytest.param([1000 * size for size in (1, 2, 3, 5, 8, 12, 18, 26, 36)], True, marks=pytest.mark.slow),
    ],
    ids=["pyorch's cache and temporary files", "Go's cache too"],
)
def test_the_disk_fills_up(warm: Workshop, tmp_path: Path, sizes: list[int], whole: bool) -> None:
    """A small disk for all that a build writes. Once there is room, the build goes on from what is there."""
    script = tmp_path / "build.sh"
    script.write_text(
        '"$@" >"$OUTSIDE/told" 2>&1; echo $? >"$OUTSIDE/code"\n'
        'mount -o remount,size=500m "$DISK" && rm -rf "$DISK/tmp" && mkdir "$DISK/tmp" && exec "$@"\n'
    )
    full = 0
    for size in sizes:
        disk = tmp_path / f"disk {size}"
        expected = build_linking_program(salted(warm, "full" if whole else size))
        salted(warm, "full" if whole else f"{size} again")
        settings = {
            "PYORCH_CACHE_DIR": f"{disk}/pyorch",
            "TMPDIR": f"{disk}/tmp",
            "DISK": str(disk),
            "OUTSIDE": str(tmp_path),
        }
        here = warm.with_environment(**settings, **({"GOCACHE": f"{disk}/gocache"} if whole else {}))
        command = ["sh", str(script), *WAYS[size // 1000 % 2], "-o", "linking", "."]
        result = on_a_file_system(f"size={size}k", disk, here, command, 'mkdir "$2/tmp"', 600)
        told, code = (tmp_path / "told").read_text(), (tmp_path / "code").read_text().strip()
        if code != "0":
            full += 1
            assert_one_clear_message(told)
            assert "no space left on device" in told.lower(), told
        assert (result.code, result.text) == (0, ""), (size, result.text)
        assert warm.run("./linking").out == WOVEN
        binary = (warm.folder / "linking").read_bytes()
        assert (binary == expected) == whole  # another salt where only pyorch's caches are small
        assert build_linking_program(warm) == binary
    assert full > 0
