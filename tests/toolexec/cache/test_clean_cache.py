"""Removing all of the cache, but for what a running build uses and for files that are not pyorch's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.operating_system import Lock
from orchestrion_py.toolexec.cache.clean_cache import clean
from orchestrion_py.toolexec.cache.trimming import trim
from tests.toolexec.cache.caches import add_index_entry, add_oracle, add_plan, add_run, add_shadow

if TYPE_CHECKING:
    from pathlib import Path


def full_cache(cache: Path) -> Path:
    """Make a cache with an entry of each kind."""
    add_plan(cache, 1, days=0)
    add_index_entry(cache, 1, days=0)
    add_shadow(cache, 1, 1, days=0)
    add_oracle(cache, 1, days=0)
    (cache / "runs").mkdir()
    (cache / "index" / "damaged.lock").touch()
    (cache / "removed" / "half").mkdir(parents=True)
    trim(str(cache), 1 << 40)
    return cache


def test_everything_goes_and_the_folder_too(tmp_path: Path) -> None:
    removal = clean(str(full_cache(tmp_path / "cache")))
    assert (len(removal.removed), removal.held) == (4, ())
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_does_not_exist(tmp_path: Path) -> None:
    removal = clean(str(tmp_path / "cache"))
    assert (removal.removed, removal.held) == ((), ())
    assert not (tmp_path / "cache").exists()


def test_what_a_running_build_uses_stays(tmp_path: Path) -> None:
    cache = full_cache(tmp_path / "cache")
    used = add_plan(cache, 2)
    add_run(cache, used)
    with Lock(str(cache / "oracles" / f"{1:024x}" / "lock")):
        removal = clean(str(cache))
    assert {entry.part for entry in removal.held} == {"plans", "oracles"}
    assert sorted(path.name for path in cache.iterdir()) == ["oracles", "plans", "runs"]
    assert list((cache / "plans").iterdir()) == [used]


def test_files_that_are_not_pyorch_s_stay(tmp_path: Path) -> None:
    cache = full_cache(tmp_path / "cache")
    for name in ("thesis.txt", "plans/house.txt"):
        (cache / name).write_text("mine")
    clean(str(cache))
    assert sorted(str(path.relative_to(cache)) for path in cache.rglob("*")) == [
        "plans",
        "plans/house.txt",
        "thesis.txt",
    ]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link in a plan, or in place of one, leads to files of the user."""
    cache = full_cache(tmp_path / "cache")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    (add_plan(cache, 2) / "link").symlink_to(tmp_path / "mine")
    (cache / "plans" / f"{3:024x}").symlink_to(tmp_path / "mine")
    clean(str(cache))
    assert (tmp_path / "mine" / "file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_what_cannot_be_removed_is_reported(tmp_path: Path) -> None:
    cache = full_cache(tmp_path / "cache")
    (cache / "oracles").chmod(0o500)
    try:
        removal = clean(str(cache))
        assert {entry.part for entry in removal.removed} == {"plans", "index", "shadow"}
        assert len(removal.errors) == 1
    finally:
        (cache / "oracles").chmod(0o700)


def test_a_cache_that_others_can_write_is_refused(tmp_path: Path) -> None:
    cache = full_cache(tmp_path / "cache")
    cache.chmod(0o777)
    with pytest.raises(Fault, match="may be written by every user"):
        clean(str(cache))
    assert (cache / "plans").exists()
