"""The index of plans: leads from the context of a go command to its plan, as long as the files behind the plan are the same.

A plan whose own files have changed, because of a crash or a bad disk, is made again.
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
    """Return the folder of the plan for a build, made first if need be, and what the build prints about it.

    If the plan exists, this costs a look at the times of its files. Raises Fault if the cache cannot be used.
    """
    for folder in ("", "/index", "/plans", "/runs"):
        make_folder(cache + folder)
    entry = f"{cache}/index/{context.key()}"
    found = _current(entry)
    if found is not None:
        return found
    try:
        return _find_or_make(context, cache, entry)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or str(error.filename or "").startswith(cache):
            raise unusable(cache, error) from error
        raise


def _find_or_make(context: BuildContext, cache: str, entry: str) -> tuple[str, list[str]]:
    with Lock(f"{entry}.lock"):
        # Another process may have made it while this one waited.
        return _current(entry) or _make(context, cache, entry)


def _make(context: BuildContext, cache: str, entry: str) -> tuple[str, list[str]]:
    from orchestrion_py.toolexec.plan.make_plan import make_plan

    forget_the_dead(f"{cache}/plans", f"{cache}/index")
    _forget_old_plans(f"{cache}/plans")
    made = make_plan(context, cache)
    if not is_whole(made.folder):
        _remove_damaged(made.folder, cache)
        made = make_plan(context, cache)
    remarks = list(made.remarks)
    content = {"plan": made.folder, "remarks": remarks, "files": {path: _stamp(path) for path in made.files}}
    write_atomically(entry, json.dumps({**content, "sum": _sum_of_entry(content)}).encode())
    return made.folder, remarks


def _forget_old_plans(folder: str) -> None:
    """Remove plans that no build has used for a month. A build that needs one makes it again within a second."""
    oldest = time.time() - _KEPT_SECONDS
    for entry in os.scandir(folder):
        if entry.stat().st_mtime < oldest:
            shutil.rmtree(entry.path, ignore_errors=True)


def _current(entry: str) -> tuple[str, list[str]] | None:
    """Read an entry of the index; None if there is none, if it is damaged, or if a file behind the plan has changed."""
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
        return None
    return None


def _sum_of_entry(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _touch(folder: str) -> None:
    """Mark a plan as used, so that no build removes it as an old one."""
    if time.time() - os.stat(folder).st_mtime > _DAY:
        os.utime(folder)


def _remove_damaged(folder: str, cache: str) -> None:
    with Lock(f"{cache}/index/damaged.lock"):
        if not is_whole(folder):  # another process may have made it again
            away = f"{folder}.{os.getpid()}"
            os.rename(folder, away)
            shutil.rmtree(away, ignore_errors=True)


def _stamp(path: str) -> list[int]:
    try:
        status = os.stat(path)
    except OSError:
        return []
    # The time of the last change, too: an editor or a checkout may set the time of modification back.
    return [status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino]
