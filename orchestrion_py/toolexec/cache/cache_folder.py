"""The folder of pyorch's cache: where it lies, who may write there, and what is removed from it."""

from __future__ import annotations

import contextlib
import os
import shutil
import time

from orchestrion_py.faults import Fault
from orchestrion_py.operating_system import foreign_access, user_cache_folder
from orchestrion_py.processes import has_ended, is_abandoned, is_of_this_system
from orchestrion_py.toolexec.cache.atomic_files import write_atomically

_DAY = 24 * 3600


def cache_folder(environment: dict[str, str]) -> str:
    """Return the folder of pyorch's cache: PYORCH_CACHE_DIR, or a folder in the user's cache.

    The `pyorch` script finds the same one.
    """
    chosen = environment.get("PYORCH_CACHE_DIR")
    return os.path.abspath(chosen) if chosen else f"{user_cache_folder(environment)}/pyorch"


def make_folder(path: str) -> str:
    """Create a folder of the cache for its owner alone. Raises Fault if it cannot, or if other users can write there."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        refuse_others(path)
    except OSError as error:
        raise unusable(path, error) from error
    return path


def refuse_others(path: str) -> None:
    """Raise Fault if other users can write in a folder: a plan names the interpreter to start."""
    access = foreign_access(path)
    if access:
        raise Fault(
            f"the cache folder {path} {access}, who could use it to run programs in your name",
            "set PYORCH_CACHE_DIR to a folder of your own; pyorch creates it if it does not exist",
        )


def unusable(folder: str, error: OSError) -> Fault:
    """Return the fault of a cache that pyorch cannot read or write."""
    return Fault(
        f"cannot use the cache folder {folder}: {error.strerror}",
        "make it writable and free some space, or set PYORCH_CACHE_DIR to another folder",
    )


def mark_used(*paths: str) -> None:
    """Set the time by which the cache is trimmed. Someone else may own a cache that is only read."""
    for path in paths:
        with contextlib.suppress(OSError):
            os.utime(path)


def forget_the_dead(*folders: str) -> None:
    """Remove what processes began to write before they died.

    Processes of other containers and machines that share the cache have a day.
    """
    now = time.time()
    for folder in folders:
        for entry in os.scandir(folder):
            with contextlib.suppress(FileNotFoundError):
                if not is_abandoned(entry.name, now - entry.stat(follow_symlinks=False).st_mtime):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)


def run_pointer(cache: str, go: str) -> str:
    """Return the file that names the plan of one go command, by the name of its process (see processes.py)."""
    return f"{cache}/runs/{go}"


def name_run(pointer: str, plan: str, *others: str) -> None:
    """Write the pointer of a go command: its plan, and other folders of the cache that must stay while it runs.

    Before the plan is known, `plan` is empty.
    """
    make_folder(os.path.dirname(pointer))
    write_atomically(pointer, "".join(f"{path}\n" for path in (plan, *others)).encode("utf-8", "surrogateescape"))


def forget_old_runs(cache: str) -> None:
    """Remove the pointers of go commands that have ended; those of other systems, and half-written ones, after a day."""
    forget_the_dead(f"{cache}/runs")
    now = time.time()
    for entry in os.scandir(f"{cache}/runs"):
        with contextlib.suppress(OSError):
            if entry.name.endswith(".tmp"):
                continue
            old = abs(now - entry.stat(follow_symlinks=False).st_mtime) > _DAY
            if has_ended(entry.name) if is_of_this_system(entry.name) else old:
                os.unlink(entry.path)
