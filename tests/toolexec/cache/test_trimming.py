"""Trimming the cache: by age, by size, the least recently used first, and never what a running build uses."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.operating_system import Lock
from orchestrion_py.processes import system, unfinished
from orchestrion_py.toolexec.cache.cache_entries import parts
from orchestrion_py.toolexec.cache.trimming import trim, trim_if_due
from tests.toolexec.cache.caches import add_index_entry, add_oracle, add_plan, add_run, add_shadow, aged, key

if TYPE_CHECKING:
    from pathlib import Path

HUGE = 1 << 40


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    for name in ("plans", "index", "runs"):
        (tmp_path / "cache" / name).mkdir(parents=True)
    return tmp_path / "cache"


def size(cache: Path) -> int:
    return sum(part.size for part in parts(str(cache)))


def test_what_was_not_used_for_a_month_goes(cache: Path) -> None:
    old = [add_plan(cache, 1, days=31), add_index_entry(cache, 1, days=31), add_shadow(cache, 1, 1, days=31)]
    old.append(add_oracle(cache, 1, days=31))
    young = [add_plan(cache, 2, days=29), add_index_entry(cache, 2, days=29), add_shadow(cache, 2, 1, days=29)]
    young.append(add_oracle(cache, 2, days=29))
    trim(str(cache), HUGE)
    assert [path.exists() for path in (*old, *young)] == [False] * 4 + [True] * 4
    assert sorted(path.name for path in (cache / "index").iterdir()) == [key(2), f"{key(2)}.lock"]
    # The folder of a module that has no shadow any more goes as well.
    assert [path.name for path in (cache / "shadow").iterdir()] == [key(2, 20)]
    assert not (cache / "removed").exists()


def test_the_least_recently_used_goes_until_the_size_is_right(cache: Path) -> None:
    plans = [add_plan(cache, number, days=20 - number, size=100_000) for number in range(10)]
    limit = size(cache) * 6 // 10
    trim(str(cache), limit)
    assert size(cache) <= limit
    left = [path.exists() for path in plans]
    assert left == sorted(left)
    assert 4 <= sum(left) <= 6


def test_a_size_below_the_limit_removes_nothing(cache: Path) -> None:
    plans = [add_plan(cache, number) for number in range(3)]
    trim(str(cache), size(cache))
    assert all(path.exists() for path in plans)


def test_what_a_running_build_uses_stays(cache: Path) -> None:
    plan, shadow = add_plan(cache, 1, days=40), add_shadow(cache, 1, 1, days=40)
    other = add_plan(cache, 2, days=40)
    add_run(cache, plan, shadow)
    trim(str(cache), 1)
    assert (plan.exists(), shadow.exists(), other.exists()) == (True, True, False)
    for pointer in (cache / "runs").iterdir():
        pointer.unlink()
    trim(str(cache), 1)
    assert (plan.exists(), shadow.exists()) == (False, False)


def test_the_plan_of_a_build_that_has_ended_goes(cache: Path) -> None:
    plan = add_plan(cache, 1, days=40)
    (cache / "runs" / f"4194305.1.{system()}").write_text(f"{plan}\n")
    trim(str(cache), HUGE)
    assert not plan.exists()


def test_what_a_process_makes_or_adds_to_stays(cache: Path) -> None:
    """Its maker holds a lock. The kernel releases it when the process is killed."""
    held = [add_plan(cache, 1, days=40), add_oracle(cache, 1, days=40), add_index_entry(cache, 1, days=40)]
    held.append(add_shadow(cache, 1, 1, days=40))
    locks = [held[0] / "archives.lock", held[1] / "lock", cache / "index" / f"{key(1)}.lock", held[3].parent / "lock"]
    with Lock(str(locks[0])), Lock(str(locks[1])), Lock(str(locks[2])), Lock(str(locks[3])):
        aged(held[0], 40)  # making the lock's file has changed its folder
        trim(str(cache), 1)
        assert all(path.exists() for path in held)
    aged(locks[2], 40)  # its holder has written its name into it
    trim(str(cache), 1)
    assert not any(path.exists() for path in held)


def test_what_was_used_a_moment_ago_stays(cache: Path) -> None:
    """A build finds its plan first, and names it as in use a moment later."""
    plan = add_plan(cache, 1, days=0)
    trim(str(cache), 1)
    assert plan.exists()


def test_files_with_other_names_stay(cache: Path) -> None:
    """PYORCH_CACHE_DIR may name a folder with other files."""
    strangers = ["mine.txt", "plans/2026", "plans/tax/return.txt", "index/words", "shadow/me.png", "oracles/delphi"]
    for name in strangers:
        (cache / name).parent.mkdir(parents=True, exist_ok=True)
        (cache / name).write_text("mine")
        aged(cache / name, 400)
        aged((cache / name).parent, 400)
    trim(str(cache), 1)
    assert all((cache / name).exists() for name in strangers)


def test_old_leftovers_in_a_plan_of_today_go(cache: Path) -> None:
    """Each program adds an archive of what it links, and a killed build leaves files of its compile calls."""
    plan = add_plan(cache, 1)
    ages = {
        "plan.json": 50, "sum": 50, "linked.a": 50, "linked.0f.a": 31, "linked.0f.a.sum": 31, "archives.0f": 31, "0f.pgo": 31,
        "linked.1f.a": 29, "archives": 50, "single-flight/old": 2, "single-flight/old.a": 2, "single-flight/new": 0.9,
    }  # fmt: skip
    for name, days in ages.items():
        (plan / name).touch()
        aged(plan / name, days)
    aged(plan, 0.5)
    trim(str(cache), HUGE)
    left = {str(path.relative_to(plan)) for path in plan.rglob("*") if path.is_file()}
    assert left == {"plan.json", "sum", "linked.a", "linked.1f.a", "archives", "single-flight/new"}


def test_a_half_made_shadow_of_a_killed_process_goes(cache: Path) -> None:
    home = add_shadow(cache, 1, 1).parent
    half = unfinished(str(home / key(1, 20))).replace(f".{os.getpid()}-", ".4194305-")
    os.mkdir(half)  # noqa: PTH102
    with Lock(str(home / "lock")):
        trim(str(cache), HUGE)
        assert os.path.exists(half)  # noqa: PTH110
    trim(str(cache), HUGE)
    assert not os.path.exists(half)  # noqa: PTH110


def test_it_happens_once_a_day(cache: Path) -> None:
    trim_if_due(str(cache), HUGE)
    old = add_plan(cache, 1, days=40)
    add_plan(cache, 2)
    trim(str(cache), HUGE)
    assert not old.exists()
    again = add_plan(cache, 1, days=40)
    (again.parent / key(2)).rename(cache / "away")  # the number of plans is the same
    trim_if_due(str(cache), HUGE)
    assert again.exists()
    aged(cache / "trimmed", 1.1)
    trim_if_due(str(cache), HUGE)
    assert not again.exists()


def test_it_happens_when_the_cache_has_grown_beyond_the_limit(cache: Path) -> None:
    for number in range(10):
        add_plan(cache, number, days=20 - number, size=100_000)
    limit = size(cache) * 12 // 10
    trim_if_due(str(cache), limit)
    for number in range(10, 14):
        add_plan(cache, number, size=100_000)
        trim_if_due(str(cache), limit)
    assert size(cache) <= limit
    assert not (cache / "plans" / key(0)).exists()
    assert (cache / "plans" / key(13)).exists()


@pytest.mark.parametrize("content", ["", "7", "x y", "\udcff"])
def test_a_damaged_note_of_the_last_time_is_written_again(cache: Path, content: str) -> None:
    old = add_plan(cache, 1, days=40)
    (cache / "trimmed").write_bytes(content.encode("utf-8", "surrogateescape"))
    trim_if_due(str(cache), HUGE)
    assert not old.exists()
    assert (cache / "trimmed").read_text().split()[0] == "0"


def test_the_sizes_are_those_of_du(cache: Path) -> None:
    add_plan(cache, 1, size=50_000)
    add_shadow(cache, 1, 1)
    add_index_entry(cache, 1)
    counted = subprocess.run(["du", "-s", "-B1", str(cache)], capture_output=True, text=True, check=True).stdout
    assert size(cache) + os.stat(cache).st_blocks * 512 == int(counted.split()[0])  # noqa: PTH116
