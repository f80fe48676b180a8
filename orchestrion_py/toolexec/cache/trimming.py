"""Removes what has not been used for the longest time, so that the cache keeps its bound.

A build trims the cache when it has made a plan, at most once a day unless the cache has grown beyond its limit. What a running
build uses stays. What is removed is made again when a build needs it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from typing import TYPE_CHECKING

from orchestrion_py.operating_system import is_locked
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.cache.cache_entries import (
    INDEX,
    MARKER,
    PLANS,
    REMOVED,
    RUNS,
    SHADOWS,
    parts,
    shadow_homes,
)
from orchestrion_py.toolexec.cache.cache_folder import forget_old_runs, forget_the_dead
from orchestrion_py.toolexec.plan.plan_folder import SINGLE_FLIGHT

if TYPE_CHECKING:
    from orchestrion_py.toolexec.cache.cache_entries import Entry

_DAY = 24 * 3600
_KEPT_SECONDS = 30 * _DAY
# A build finds its plan, and names it in `runs` a moment later.
_RECENT_SECONDS = 60
# If the cache is above its limit, some room is made, so that not every new plan means another walk through the cache.
_FILLED_AGAIN = 0.95
# Files that programs, profiles and killed processes leave in a plan, beside those that every plan has.
_ADDED = re.compile(r"linked\.[0-9a-f]+\.a(\.sum)?|archives\.[0-9a-f]+|[0-9a-f]+\.pgo|variants\..*|.*\.tmp")


def trim_if_due(cache: str, limit: int) -> None:
    """Trim the cache if that has not happened for a day, or if the cache has grown beyond the limit since."""
    with contextlib.suppress(OSError):
        if _is_due(cache, limit):
            trim(cache, limit)


def _is_due(cache: str, limit: int) -> bool:
    """Estimate the size of the cache by the number of its plans and of the builds that have one."""
    try:
        with open(f"{cache}/{MARKER}", encoding="ascii") as file:
            trimmed = os.fstat(file.fileno()).st_mtime
            entries, size = map(int, file.read().split())
    except (OSError, ValueError):
        return True
    if abs(time.time() - trimmed) > _DAY:
        return True
    now = _number_of_entries(cache)
    return now >= 2 * entries or (now > entries and size * now > limit * entries)


def _number_of_entries(cache: str) -> int:
    return len(_names(f"{cache}/{PLANS}")) + len(_names(f"{cache}/{INDEX}"))


def trim(cache: str, limit: int) -> None:
    """Remove what was not used for a month, and then the oldest entries until the cache is below its limit."""
    found = parts(cache)
    total = sum(part.size for part in found)
    wanted = limit if total <= limit else int(limit * _FILLED_AGAIN)
    now = time.time()
    forget_old_runs(cache)
    held = names_in_use(cache)
    for entry in sorted((entry for part in found for entry in part.entries), key=lambda entry: entry.used):
        is_old = now - entry.used > _KEPT_SECONDS
        if not is_old and total <= wanted:
            break
        if abs(now - entry.used) > _RECENT_SECONDS and not is_held(entry, held):
            with contextlib.suppress(OSError):
                remove(cache, entry)
                total -= entry.size
    sweep(cache, held)
    write_atomically(f"{cache}/{MARKER}", f"{_number_of_entries(cache)} {total}\n".encode())


def names_in_use(cache: str) -> frozenset[str]:
    """Return the names of the plans and shadows that running builds use: each build names them in a file in `runs`."""
    folder = f"{cache}/{RUNS}"
    names: set[str] = set()
    for run in _names(folder):
        with contextlib.suppress(OSError), open(f"{folder}/{run}", encoding="utf-8", errors="surrogateescape") as file:
            names |= {os.path.basename(line.rstrip("\n")) for line in file}
    return frozenset(names)


def is_held(entry: Entry, names: frozenset[str]) -> bool:
    """Whether a running build uses an entry, or makes it just now."""
    return os.path.basename(entry.path) in names or is_locked(entry.lock)


def remove(cache: str, entry: Entry) -> None:
    """Remove an entry, as a whole. Raises OSError if that fails."""
    if entry.part != INDEX:
        _remove_folder(cache, entry.path)
        return
    for path in (entry.path, entry.lock):
        _remove_file(path)


def sweep(cache: str, held: frozenset[str]) -> None:
    """Remove what killed processes left, what programs of the past left in plans, and folders that are empty now."""
    forget_the_dead(*(folder for name in (PLANS, INDEX) if os.path.isdir(folder := f"{cache}/{name}")))
    shutil.rmtree(f"{cache}/{REMOVED}", ignore_errors=True)
    for home in shadow_homes(f"{cache}/{SHADOWS}"):
        _sweep_home(home)
    for name in _names(f"{cache}/{PLANS}"):
        # A plan that is not used any more goes as a whole.
        if name not in held and _age(plan := f"{cache}/{PLANS}/{name}") < _DAY:
            _sweep_plan(plan)


def _sweep_plan(plan: str) -> None:
    """Remove old files from a plan that is used day by day, to which each program and each killed build may add some."""
    added = (f"{plan}/{name}" for name in _names(plan) if _ADDED.fullmatch(name))
    calls = (f"{plan}/{SINGLE_FLIGHT}/{name}" for name in _names(f"{plan}/{SINGLE_FLIGHT}"))
    for paths, kept in ((added, _KEPT_SECONDS), (calls, _DAY)):
        for path in paths:
            if _age(path) > kept:
                _remove_file(path)


def _age(path: str) -> float:
    try:
        return time.time() - os.lstat(path).st_mtime
    except OSError:  # another process has removed it
        return 0


def _sweep_home(home: str) -> None:
    """Remove what a killed process left among the shadows of a module, and their folder if none is left."""
    lock = f"{home}/lock"
    if is_locked(lock):  # someone makes a shadow
        return
    forget_the_dead(home)
    if _names(home) == ["lock"]:
        _remove_file(lock)
        with contextlib.suppress(OSError):
            os.rmdir(home)


def _remove_folder(cache: str, path: str) -> None:
    os.makedirs(f"{cache}/{REMOVED}", mode=0o700, exist_ok=True)
    target = f"{cache}/{REMOVED}/{os.urandom(8).hex()}"
    os.rename(path, target)
    shutil.rmtree(target, ignore_errors=True)


def _remove_file(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
