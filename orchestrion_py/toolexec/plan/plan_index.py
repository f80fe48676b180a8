"""The index of plans: leads from the context of a go command to its plan, as long as the files behind the plan are the same.

A plan whose own files have changed, because of a crash or a bad disk, is made again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import stat
import time
from typing import TYPE_CHECKING

from orchestrion_py.operating_system import Lock
from orchestrion_py.processes import unfinished
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.cache.cache_folder import forget_the_dead, make_folder, mark_used, unusable
from orchestrion_py.toolexec.cache.size_limit import size_limit
from orchestrion_py.toolexec.plan.plan_checksum import is_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from orchestrion_py.gocommand.build_context import BuildContext

# The kernel takes the time of a file from a clock that ticks at least every 10 ms.
_COARSE_NANOSECONDS = 10_000_000


def plan_for(
    context: BuildContext, cache: str, report: Callable[[str, int], None] | None = None
) -> tuple[str, list[str]]:
    """Return the folder of the plan for a build, made first if need be, and what the build prints about it.

    If the plan exists, this costs a look at the times of its files. `report` prints that another process keeps this one waiting.
    Raises Fault if the cache cannot be used.
    """
    limit = size_limit(context.environment)
    for folder in ("", "/index", "/plans", "/runs"):
        make_folder(cache + folder)
    entry = f"{cache}/index/{context.key()}"
    found = _current(entry)
    if found is not None:
        return found
    try:
        found = _find_or_make(context, cache, entry, report)
        _trim(cache, limit)
        return found
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or str(error.filename or "").startswith(cache):
            raise unusable(cache, error) from error
        raise


def _find_or_make(
    context: BuildContext, cache: str, entry: str, report: Callable[[str, int], None] | None
) -> tuple[str, list[str]]:
    with Lock(f"{entry}.lock", "makes the plan of this build", report):
        # Another process may have made it while this one waited.
        return _current(entry) or _make(context, cache, entry)


def _make(context: BuildContext, cache: str, entry: str) -> tuple[str, list[str]]:
    from orchestrion_py.toolexec.plan.make_plan import make_plan

    forget_the_dead(f"{cache}/plans", f"{cache}/index")
    begun = time.time_ns()
    made = make_plan(context, cache)
    mark_used(made.folder)
    if not is_whole(made.folder):
        _remove_damaged(made.folder, cache)
        made = make_plan(context, cache)
    remarks = list(made.remarks)
    stamps = {path: _stamp(path) for path in made.files}
    if made.lasts and not any(_is_fresh(stamp, begun) for stamp in stamps.values()):
        content = {"plan": made.folder, "remarks": remarks, "files": stamps}
        write_atomically(entry, json.dumps({**content, "sum": _sum_of_entry(content)}).encode())
    return made.folder, remarks


def _trim(cache: str, limit: int) -> None:
    # Imported late: most builds find a plan.
    from orchestrion_py.toolexec.cache.trimming import trim_if_due

    trim_if_due(cache, limit)


def _current(entry: str) -> tuple[str, list[str]] | None:
    """Read an entry of the index; None if there is none, if it is damaged, or if a file behind the plan has changed."""
    try:
        with open(entry, encoding="utf-8") as file:
            found = json.load(file)
        if found.pop("sum") != _sum_of_entry(found):
            return None
        folder, remarks, files = str(found["plan"]), list(found["remarks"]), dict(found["files"])
        if is_whole(folder) and all(_stamp(path) == stamp for path, stamp in files.items()):
            mark_used(folder, entry)
            return folder, remarks
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None


def _sum_of_entry(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _remove_damaged(folder: str, cache: str) -> None:
    with Lock(f"{cache}/index/damaged.lock", "removes a damaged plan"), contextlib.suppress(FileNotFoundError):
        if not is_whole(folder):  # another process may have made it again
            away = unfinished(folder)
            os.rename(folder, away)
            shutil.rmtree(away, ignore_errors=True)


def _stamp(path: str) -> list[int | str]:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            # Programs that a build writes into the folder change its times; what counts are the names.
            return sorted(os.listdir(path))
    except OSError:
        return []
    # The time of the last change, too: an editor or a checkout may set the time of modification back.
    return [status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino]


def _is_fresh(stamp: list[int | str], begun: int) -> bool:
    """Whether a file has changed since a plan was begun, which may have read its old content. The clock of files is coarse."""
    return any(isinstance(time, int) and time > begun - _COARSE_NANOSECONDS for time in stamp[:2])
