"""Files of the cache: written for their owner alone, and whole or not at all."""

from __future__ import annotations

import os

from orchestrion_py.operating_system import open_private
from orchestrion_py.processes import unfinished


def write_privately(path: str, content: bytes) -> None:
    """Write a file for its owner alone, never through a link that somebody put in its place."""
    with os.fdopen(open_private(path), "wb") as file:
        file.write(content)


def write_atomically(path: str, content: bytes) -> None:
    """Write a file so that every reader sees all of the old content, or all of the new."""
    temporary = unfinished(path)
    try:
        write_privately(temporary, content)
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
