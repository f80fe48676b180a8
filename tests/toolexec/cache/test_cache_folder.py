"""The folder of the cache: made for its owner alone, and refused where others could write in it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.processes import identity, process_started, unfinished
from orchestrion_py.toolexec.cache.cache_folder import forget_old_runs, forget_the_dead, make_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = make_folder(str(tmp_path / "cache"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(made).st_mode) == 0o700  # noqa: PTH116


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o703])
def test_a_folder_that_every_user_may_write_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(mode)
    with pytest.raises(Fault, match="may be written by every user") as caught:
        make_folder(str(tmp_path / "cache"))
    assert "PYORCH_CACHE_DIR" in caught.value.hint
    # A folder below it that does not exist yet will be ours alone.
    make_folder(str(tmp_path / "cache" / "own"))


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o775])
def test_a_folder_of_ones_own_that_others_may_read_will_do(tmp_path: Path, mode: int) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(mode)
    make_folder(str(tmp_path / "cache"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_or_a_link_of_another_user_is_refused(tmp_path: Path) -> None:
    theirs, link = tmp_path / "theirs", tmp_path / "link"
    theirs.mkdir()
    link.symlink_to(tmp_path)
    for path in (theirs, link):
        make_folder(str(path))
        os.lchown(path, 4242, 4242)
        with pytest.raises(Fault, match="belongs to another user"):
            make_folder(str(path))


def test_pointers_of_builds_that_run_stay_also_while_they_are_written(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    alive = identity(os.getpid())
    reused = alive.replace(process_started(os.getpid()), "1", 1)
    half = unfinished(alive)
    dead_half = half.replace(f".{os.getpid()}-", ".4194305-")
    elsewhere = "4194305.1.another boot.7"  # it may run there
    for name in (alive, half, reused, dead_half, elsewhere, "4194305.1." + alive.split(".", 2)[2]):
        (runs / name).touch()
    forget_old_runs(str(tmp_path))
    assert {path.name for path in runs.iterdir()} == {alive, half, elsewhere}
    os.utime(runs / elsewhere, (1, 1))
    forget_old_runs(str(tmp_path))
    assert {path.name for path in runs.iterdir()} == {alive, half}


def test_half_made_plans_of_another_container_stay_for_a_day(tmp_path: Path) -> None:
    ours = unfinished("0f")
    _, digest, number = ours.removesuffix(".tmp").rpartition(".")[2].split("-")
    theirs = f"0f.4194305-{int(digest, 16) ^ 1:08x}-{number}.tmp"
    for name in (ours, theirs, f"0f.4194305-{digest}-{number}.tmp", "0f"):
        (tmp_path / name).mkdir()
    forget_the_dead(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {ours, theirs, "0f"}
    os.utime(tmp_path / theirs, (1, 1))
    forget_the_dead(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {ours, "0f"}
