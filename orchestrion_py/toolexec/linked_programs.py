"""The programs that one go command links: link calls name them in a file, and `pyorch go` reads it when go has ended."""

from __future__ import annotations

import os

from orchestrion_py.toolexec.cache.cache_folder import run_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from orchestrion_py.toolexec.plan.plan_folder import Plan


def file_of_run(cache: str, go: str) -> str:
    """Return the file for the programs of a go command, by the name of its process (see processes.py)."""
    return f"{run_pointer(cache, go)}.programs"


def make_empty(path: str) -> None:
    """Make the file, so that link calls write into it. Without it, only the names are missing."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError:
        return


def name_program(plan: Plan, record: dict[str, Any]) -> None:
    """Add the summary of a program to the file, if `pyorch go` waits for the go command and has made it."""
    import json

    owner = plan.environment.get("PYORCH_OWNER", "")
    path = file_of_run(os.path.dirname(os.path.dirname(plan.folder)), owner)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    except OSError:
        return
    os.write(descriptor, json.dumps(summary_of(record)).encode() + b"\n")
    os.close(descriptor)


def summary_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return what `pyorch go` prints of the record of a program. A program of an older pyorch names no integrations."""
    return {
        "main": record["main"],
        "packages": sorted(record["packages"]),
        "integrations": record.get("integrations", []),
    }


def read_programs(path: str) -> list[dict[str, Any]]:
    """Return the summaries in a file. A link call that was killed may have left half a line."""
    import json

    found = []
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.readlines()
    except OSError:
        return []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found
