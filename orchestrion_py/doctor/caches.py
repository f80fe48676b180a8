"""Whether the caches of go and pyorch can be written, and how large they are."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from orchestrion_py.doctor.finding import FAULT, OK, WARNING, Finding
from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.cache.cache_entries import parts
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, refuse_others
from orchestrion_py.toolexec.cache.size_limit import size_limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine

# go's cache may have a million files. Whoever wants to know its whole size has `du`.
_LONGEST_LOOK = 1.0
_MIB = 1 << 20


def check_caches(machine: Machine) -> Iterator[Finding]:
    """Check go's build cache, the module cache and pyorch's own cache."""
    yield _go_cache("GOCACHE", machine.settings["GOCACHE"])
    yield _go_cache("GOMODCACHE", machine.settings["GOMODCACHE"])
    yield _own_cache(machine)


def _go_cache(name: str, folder: str) -> Finding:
    if not _is_writable(folder):
        return Finding(
            name, FAULT, f"{folder} cannot be written", f"correct its permissions, or set {name} to another folder"
        )
    size, is_whole = _size(folder)
    return Finding(name, OK, f"{folder}, {'' if is_whole else 'more than '}{size // _MIB:,} MiB")


def _own_cache(machine: Machine) -> Finding:
    check, environment = "pyorch's cache", dict(machine.environment)
    folder = cache_folder(environment)
    try:
        if os.path.isdir(folder):
            refuse_others(folder)
        limit = size_limit(environment)
    except Fault as fault:
        return Finding(check, FAULT, fault.message, fault.hint)
    if not _is_writable(folder):
        return Finding(
            check,
            FAULT,
            f"{folder} cannot be written",
            "correct its permissions, or set PYORCH_CACHE_DIR to another folder",
        )
    size = sum(part.size for part in parts(folder))
    text = f"{folder}, {size // _MIB:,} MiB of at most {limit // _MIB:,} MiB"
    if size > limit:
        return Finding(check, WARNING, text, "run `pyorch cache clean`, or raise PYORCH_CACHE_SIZE")
    return Finding(check, OK, text)


def _is_writable(folder: str) -> bool:
    """Whether a folder, or the nearest one above that exists, can be written."""
    while not os.path.exists(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)


def _size(folder: str) -> tuple[int, bool]:
    """Return the size of the files in a folder, and whether there was time for all of them."""
    end = time.monotonic() + _LONGEST_LOOK
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(path, name)).st_size
            except OSError:  # go removed it meanwhile
                continue
        if time.monotonic() > end:
            return total, False
    return total, True
