"""Whether a plan is what it was when it was made: a sum of its files, which is written before the plan is put in its place."""

from __future__ import annotations

import hashlib

from orchestrion_py.toolexec.cache.atomic_files import write_privately

# The files of a plan that never change once it is made: those of every plan, those of some. And the one that says what they hold.
_LASTING = ("clues", "graph.json", "index", "plan.json", "python", "suffix")
_OPTIONAL = ("always", "linked.a")
_SUM = "sum"


def is_whole(folder: str) -> bool:
    """Whether a plan's files are those that it was made with; one without a sum is of another version of pyorch."""
    try:
        with open(f"{folder}/{_SUM}", "rb") as file:
            return file.read() == (_sum(folder) or None)
    except OSError:
        return False


def write_sum(folder: str) -> None:
    """Say of a plan that has just been written what its files hold."""
    write_privately(f"{folder}/{_SUM}", _sum(folder))


def _sum(folder: str) -> bytes:
    """Empty where a file is missing: of a plan that is damaged, or was made by another version of pyorch."""
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
