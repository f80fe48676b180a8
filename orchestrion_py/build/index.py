"""The index of plans: from the situation of a go command to its plan, as long as the files it was made from stay the same."""

from __future__ import annotations

import json
import os
import shutil
import time
from typing import TYPE_CHECKING

from orchestrion_py.build.cache import make_folder
from orchestrion_py.build.locks import Lock, write_atomically

if TYPE_CHECKING:
    from orchestrion_py.build.situation import Situation

_KEPT_SECONDS = 30 * 24 * 3600


def plan_for(situation: Situation, cache: str) -> tuple[str, list[str]]:
    """The folder of the plan for a situation, made if need be, and what the user should be told about it.

    A plan that is still good costs a look at the times of its files.
    """
    key = situation.key()
    entry = f"{cache}/index/{key}"
    found = _current(entry)
    if found is not None:
        return found
    for folder in ("", "/index", "/plans", "/runs"):
        make_folder(cache + folder)
    with Lock(f"{entry}.lock"):
        found = _current(entry)  # made by somebody else while we waited
        if found is None:
            found = _make(situation, cache, entry)
    return found


def _make(situation: Situation, cache: str, entry: str) -> tuple[str, list[str]]:
    from orchestrion_py.build.planning import make_plan

    _forget_old_plans(f"{cache}/plans")
    folder, files, remarks = make_plan(situation, cache)
    stamps = {path: _stamp(path) for path in files}
    write_atomically(entry, json.dumps({"plan": folder, "remarks": remarks, "files": stamps}).encode())
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
        files: dict[str, list[int]] = found["files"]
        if os.path.exists(f"{found['plan']}/suffix") and all(_stamp(path) == stamp for path, stamp in files.items()):
            return found["plan"], found["remarks"]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no entry, or a damaged one: it is made anew
    return None


def _stamp(path: str) -> list[int]:
    try:
        status = os.stat(path)
    except OSError:
        return []
    return [status.st_mtime_ns, status.st_size, status.st_ino]
