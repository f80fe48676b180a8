"""Caches of pyorch as builds leave them, for tests of what is removed from one."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from orchestrion_py.processes import identity
from orchestrion_py.toolexec.cache.cache_folder import name_run, run_pointer

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


def key(number: int, length: int = 24) -> str:
    """Return the name of an entry."""
    return f"{number:0{length}x}"


def add_plan(cache: Path, number: int, *, days: float = 1, size: int = 4096) -> Path:
    """Add a plan, which was last used some days ago."""
    folder = cache / "plans" / key(number)
    (folder / "single-flight").mkdir(parents=True)
    (folder / "plan.json").write_bytes(bytes(size))
    return aged(folder, days)


def add_index_entry(cache: Path, number: int, *, days: float = 1) -> Path:
    """Add an entry of the index with its lock."""
    (cache / "index").mkdir(parents=True, exist_ok=True)
    path = cache / "index" / key(number)
    for each in (path, path.with_name(f"{path.name}.lock")):
        each.touch()
        aged(each, days)
    return path


def add_shadow(cache: Path, home: int, number: int, *, days: float = 1) -> Path:
    """Add a shadow of a module's go.mod."""
    folder = cache / "shadow" / key(home, 20) / key(number, 20)
    folder.mkdir(parents=True)
    (folder / "go.mod").touch()
    (folder.parent / "lock").touch()
    return aged(folder, days)


def add_oracle(cache: Path, number: int, *, days: float = 1) -> Path:
    """Add a compiled type oracle."""
    folder = cache / "oracles" / key(number)
    folder.mkdir(parents=True)
    for name in ("oracle", "lock"):
        (folder / name).touch()
    return aged(folder, days)


def add_run(cache: Path, *paths: Path | str) -> None:
    """Say that a running build, which is this process, uses some folders."""
    name_run(run_pointer(str(cache), identity(os.getpid())), *map(str, paths))


def aged(path: Path, days: float) -> Path:
    """Set the time of the last use."""
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path
