"""pyorch's folder in the user's cache: plans, the index that finds them, and one pointer for each running go command."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import sys

from orchestrion_py.faults import Fault
from orchestrion_py.operating_system import process_started

# A plan or a file that is being written: locks.write_atomically and planning name them so, and no lasting one.
_BEGUN = re.compile(r"[0-9a-f]+\.(\d+)|.+\.(\d+)\.tmp")


def cache_folder(environment: dict[str, str]) -> str:
    """Where the cache lies; PYORCH_CACHE_DIR decides, else the platform's custom. The `pyorch` script says the same in sh."""
    chosen = environment.get("PYORCH_CACHE_DIR")
    if chosen:
        return os.path.abspath(chosen)
    home = environment.get("HOME", "")
    if sys.platform == "darwin" or os.path.isdir(f"{home}/Library/Caches"):
        return f"{home}/Library/Caches/pyorch"
    return f"{environment.get('XDG_CACHE_HOME') or f'{home}/.cache'}/pyorch"


def make_folder(path: str) -> str:
    """Make a folder of the cache, for its owner alone; Fault where that cannot be, or where it is there and others own it."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        _refuse_others(path)
    except OSError as error:
        raise unusable(path, error) from error
    return path


def _refuse_others(path: str) -> None:
    """A plan says which interpreter to start, so nobody else may write one: not a stranger, nor whoever made a link."""
    for status in (os.stat(path), os.lstat(path)):
        whose = "belongs to another user" if status.st_uid not in (os.geteuid(), 0) else ""
        if stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_IWOTH:
            whose = "may be written by every user"
        if whose:
            raise Fault(
                f"the cache folder {path} {whose}, who could run programs in your name through it",
                "name a folder of your own in PYORCH_CACHE_DIR: one that is not there yet will be made",
            )


def unusable(folder: str, error: OSError) -> Fault:
    """The fault of a cache that cannot be read or written."""
    return Fault(
        f"cannot use the cache folder {folder}: {error.strerror}",
        "make it writable and make room in it, or name another one in PYORCH_CACHE_DIR",
    )


def forget_the_dead(*folders: str) -> None:
    """Remove what processes that are no longer there had begun to write: folders NAME.PID, files NAME.PID.tmp."""
    for folder in folders:
        for entry in os.scandir(folder):
            begun = _BEGUN.fullmatch(entry.name)
            if begun is None or _lives(int(begun[1] or begun[2])):
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(entry.path)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def run_pointer(cache: str, pid: int, started: str) -> str:
    """The file that leads the tool calls of one go command to its plan."""
    return f"{cache}/runs/{pid}.{started}"


def forget_old_runs(cache: str) -> None:
    """Remove the pointers of go commands that are no longer running, whole ones and those that were just being written."""
    folder = f"{cache}/runs"
    for name in os.listdir(folder):
        pid, started, *_ = *name.split("."), ""
        if pid.isdigit() and process_started(int(pid)) != started:
            with contextlib.suppress(OSError):
                os.unlink(f"{folder}/{name}")
