"""What lies in the cache, in parts that can be removed and made again one by one.

Names that pyorch does not give are not its own, so they stay: PYORCH_CACHE_DIR may name a folder with other files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The folders below the cache. A removed entry is moved to the last one first, so that nobody sees half of it.
PLANS, INDEX, SHADOWS, ORACLES, RUNS, REMOVED = "plans", "index", "shadow", "oracles", "runs", "removed"
# When the cache was trimmed, and how large it was then (see trimming.py).
MARKER = "trimmed"
_KEY = re.compile("[0-9a-f]{24}")
_SHADOW_KEY = re.compile("[0-9a-f]{20}")
_LOCK_ENDING = ".lock"
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder or file of the cache, and the lock that its users hold while they make it or add to it."""

    part: str
    path: str
    lock: str
    used: float
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """One folder of the cache: its entries, their number, and the size of all that it holds.

    Some folders hold files that are no entries, because nothing needs them to be made again.
    """

    name: str
    entries: tuple[Entry, ...]
    count: int
    size: int


def parts(cache: str) -> list[Part]:
    """Return the parts of a cache that exist."""
    found = []
    for name in (PLANS, INDEX, SHADOWS, ORACLES, RUNS, REMOVED):
        folder = f"{cache}/{name}"
        if os.path.isdir(folder):
            entries = tuple(_ENTRIES[name](folder)) if name in _ENTRIES else ()
            count = len(entries) if name in _ENTRIES else len(_scan(folder))
            rest = _size_without(
                folder, {path for entry in entries for path in (entry.path, entry.path + _LOCK_ENDING)}
            )
            found.append(Part(name, entries, count, rest + sum(entry.size for entry in entries)))
    return found


def shadow_homes(folder: str) -> list[str]:
    """Return the folders that hold the shadows of one module each."""
    return [entry.path for entry in _scan(folder) if _SHADOW_KEY.fullmatch(entry.name)]


def _plans(folder: str) -> Iterator[Entry]:
    for entry in _scan(folder):
        if _KEY.fullmatch(entry.name):
            yield _whole_folder(PLANS, entry, "archives.lock")


def _oracles(folder: str) -> Iterator[Entry]:
    for entry in _scan(folder):
        if _KEY.fullmatch(entry.name):
            yield _whole_folder(ORACLES, entry, "lock")


def _shadows(folder: str) -> Iterator[Entry]:
    for home in shadow_homes(folder):
        for entry in _scan(home):
            if _SHADOW_KEY.fullmatch(entry.name):
                yield _whole_folder(SHADOWS, entry, "../lock")


def _index(folder: str) -> Iterator[Entry]:
    """Yield the entries of the index. If no plan could be made, there is only a lock."""
    files = {entry.name: entry for entry in _scan(folder)}
    for key in sorted({name.removesuffix(_LOCK_ENDING) for name in files}):
        if not _KEY.fullmatch(key):
            continue
        status = [found for name in (key, key + _LOCK_ENDING) if name in files and (found := _status(files[name]))]
        path = f"{folder}/{key}"
        used = max((each.st_mtime for each in status), default=0)
        yield Entry(INDEX, path, path + _LOCK_ENDING, used, sum(map(_size, status)))


_ENTRIES: dict[str, Callable[[str], Iterator[Entry]]] = {
    PLANS: _plans,
    INDEX: _index,
    SHADOWS: _shadows,
    ORACLES: _oracles,
}


def _whole_folder(part: str, entry: os.DirEntry[str], lock: str) -> Entry:
    status = _status(entry)
    used = status.st_mtime if status else 0
    return Entry(part, entry.path, os.path.normpath(f"{entry.path}/{lock}"), used, size_of(entry.path))


def size_of(path: str) -> int:
    """Return how much of the disk a folder takes, as du counts."""
    return _size_without(path, frozenset())


def _size_without(folder: str, left_out: set[str] | frozenset[str]) -> int:
    try:
        total = _size(os.lstat(folder))
    except OSError:
        return 0
    for entry in _scan(folder):
        if entry.path in left_out:
            continue
        if entry.is_dir(follow_symlinks=False):
            total += _size_without(entry.path, left_out)
        else:
            status = _status(entry)
            total += _size(status) if status else 0
    return total


def _size(status: os.stat_result) -> int:
    return status.st_blocks * _BLOCK if hasattr(status, "st_blocks") else status.st_size


def _scan(folder: str) -> list[os.DirEntry[str]]:
    """Return what a folder holds; nothing if another process has removed it."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:
        return None
