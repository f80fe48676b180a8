"""The checksum of a plan, by which a damaged plan is found. It is written before the plan is moved into its place."""

from __future__ import annotations

import hashlib

from orchestrion_py.toolexec.cache.atomic_files import write_privately

# The files that never change once a plan is made: those of every plan, and those of some.
_LASTING = (
    "folders", "graph.json", "index", "literals", "plan.json", "python", "record.json", "report.json", "require", "suffix",
)  # fmt: skip
_OPTIONAL = ("always", "linked.a")
_SUM = "sum"


def is_whole(folder: str) -> bool:
    """Whether the files of a plan are what they were when it was made. A plan of an older pyorch may lack the checksum."""
    try:
        with open(f"{folder}/{_SUM}", "rb") as file:
            return file.read() == (_sum(folder) or None)
    except OSError:
        return False


def write_sum(folder: str) -> None:
    """Write the checksum of a plan that has just been made."""
    write_privately(f"{folder}/{_SUM}", _sum(folder))


def _sum(folder: str) -> bytes:
    """Return the checksum; empty if a file is missing, because the plan is damaged or another pyorch made it."""
    digest = hashlib.sha256()
    for name in (*_LASTING, *_OPTIONAL):
        try:
            with open(f"{folder}/{name}", "rb") as file:
                content = file.read()
        except FileNotFoundError:
            if name in _LASTING:
                return b""
            continue
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return f"{digest.hexdigest()}\n".encode()
