"""File locks: released by the kernel when their holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


class Lock:
    """An exclusive lock on a file, which is made where it is missing; the file itself stays."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor = -1

    def __enter__(self) -> Lock:
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)


def write_privately(path: str, content: bytes) -> None:
    """Write a new file for its owner alone, and never through a link that somebody has put in its place."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def write_atomically(path: str, content: bytes) -> None:
    """Write a file so that whoever reads it sees the old content or the new, whole."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        write_privately(temporary, content)
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
