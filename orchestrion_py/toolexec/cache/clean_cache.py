"""Removes everything from the cache that no running build uses."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.toolexec.cache.cache_entries import INDEX, MARKER, parts
from orchestrion_py.toolexec.cache.cache_folder import forget_old_runs, refuse_others
from orchestrion_py.toolexec.cache.trimming import is_held, names_in_use, remove, sweep

if TYPE_CHECKING:
    from orchestrion_py.toolexec.cache.cache_entries import Entry


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed from a cache, what stays because a running build uses it, and why something else stays."""

    removed: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    errors: tuple[OSError, ...] = ()


def clean(cache: str) -> Removal:
    """Remove what pyorch put into a cache. Files with other names stay, and so do folders that are not empty then.

    Raises Fault if other users can write in the cache.
    """
    if not os.path.isdir(cache):
        return Removal()
    refuse_others(cache)
    found = [entry for part in parts(cache) for entry in part.entries]
    with contextlib.suppress(FileNotFoundError):
        forget_old_runs(cache)
    held = names_in_use(cache)
    kept = tuple(entry for entry in found if is_held(entry, held))
    removed: list[Entry] = []
    errors: list[OSError] = []
    for entry in found:
        try:
            if entry not in kept:
                remove(cache, entry)
                removed.append(entry)
        except OSError as error:
            errors.append(error)
    sweep(cache, held)
    for name in (MARKER, f"{INDEX}/damaged.lock"):
        with contextlib.suppress(OSError):
            os.unlink(f"{cache}/{name}")
    for part in parts(cache):
        _remove_if_empty(f"{cache}/{part.name}")
    _remove_if_empty(cache)
    return Removal(tuple(removed), kept, tuple(errors))


def _remove_if_empty(folder: str) -> None:
    with contextlib.suppress(OSError):
        os.rmdir(folder)
