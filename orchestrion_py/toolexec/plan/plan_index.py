"""The index of plans: from the context of a go command to its plan, as long as the files it was made from stay the same.

A plan is trusted only while its own files are what they were when it was made: what a crash or a bad disk left is made anew.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import time
from typing import TYPE_CHECKING

from orchestrion_py.operating_system import Lock
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.cache.cache_folder import forget_the_dead, make_folder, unusable
from orchestrion_py.toolexec.plan.plan_checksum import is_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orchestrion_py.gocommand.build_context import BuildContext

_DAY = 24 * 3600
_KEPT_SECONDS = 30 * _DAY


def plan_for(context: BuildContext, cache: str) -> tuple[str, list[str]]:
    """The folder of the plan for a context, made if need be, and what the user should be told about it.

    A plan that is still good costs a look at the times of its files. Raises Fault where the cache cannot be used.
    """
    for folder in ("", "/index", "/plans", "/runs"):
        make_folder(cache + folder)
    entry = f"{cache}/index/{context.key()}"
    found = _current(entry)
    if found is not None:
        return found
    try:
        return _made(context, cache, entry)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or str(error.filename or "").startswith(cache):
            raise unusable(cache, error) from error
        raise


def _made(context: BuildContext, cache: str, entry: str) -> tuple[str, list[str]]:
    with Lock(f"{entry}.lock"):
        found = _current(entry)  # made by somebody else while we waited
        if found is None:
            found = _make(context, cache, entry)
    return found


def _make(context: BuildContext, cache: str, entry: str) -> tuple[str, list[str]]:
    from orchestrion_py.toolexec.plan.make_plan import make_plan

    forget_the_dead(f"{cache}/plans", f"{cache}/index")
    _forget_old_plans(f"{cache}/plans")
    folder, files, remarks = make_plan(context, cache)
    if not is_whole(folder):
        _remove_damaged(folder, cache)
        folder, files, remarks = make_plan(context, cache)
    stamps = {path: _stamp(path) for path in files}
    content = {"plan": folder, "remarks": remarks, "files": stamps}
    write_atomically(entry, json.dumps({**content, "sum": _sum_of_entry(content)}).encode())
    return folder, remarks


def _forget_old_plans(folder: str) -> None:
    """Remove plans that no build has touched for a month; one that is needed after all is made again in a second."""
    oldest = time.time() - _KEPT_SECONDS
    for entry in os.scandir(folder):
        if entry.stat().st_mtime < oldest:
            shutil.rmtree(entry.path, ignore_errors=True)


def _current(entry: str) -> tuple[str, list[str]] | None:
    try:
        with open(entry, encoding="utf-8") as file:
            found = json.load(file)
        if found.pop("sum") != _sum_of_entry(found):
            return None
        folder, remarks, files = str(found["plan"]), list(found["remarks"]), dict(found["files"])
        if is_whole(folder) and all(_stamp(path) == stamp for path, stamp in files.items()):
            _touch(folder)
            return folder, remarks
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # no entry, or a damaged one: it is made anew
    return None


def _sum_of_entry(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _touch(folder: str) -> None:
    """Tell others that the plan is in use, so that nobody removes it as an old one."""
    if time.time() - os.stat(folder).st_mtime > _DAY:
        os.utime(folder)


def _remove_damaged(folder: str, cache: str) -> None:
    with Lock(f"{cache}/index/damaged.lock"):
        if not is_whole(folder):  # not mended yet by somebody else
            away = f"{folder}.{os.getpid()}"
            os.rename(folder, away)
            shutil.rmtree(away, ignore_errors=True)


def _stamp(path: str) -> list[int]:
    try:
        status = os.stat(path)
    except OSError:
        return []
    return [status.st_mtime_ns, status.st_size, status.st_ino]
