"""Reads and replaces files of the user: each one completely or not at all, with its mode and owner."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile

# Staged files begin with this and the name of the file that they replace. go ignores files that begin with a dot.
STAGED = ".pyorch-"


class NotRegularError(OSError):
    """The path is a folder, a FIFO, a socket or a device."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EINVAL, "it is not a regular file", path)


def read_regular(path: str) -> bytes:
    """Return the content of a regular file. Raises NotRegularError for others: a FIFO would block, a device never end."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise NotRegularError(path)
    with open(path, "rb") as file:
        return file.read()


def is_read_only(path: str) -> bool:
    """Report whether the user protected a file. Its mode counts, even if this process is root's and may write it."""
    return not os.stat(path).st_mode & 0o222 or not os.access(path, os.W_OK)


def staged(path: str, content: bytes) -> str:
    """Write the future content of a file to a new file beside it, and to the disk; return the path of the new file.

    It has the mode and owner of the old file, so a rename replaces the old one at once. A rename to another file system
    would copy, and others could read half a copy.
    """
    descriptor, temporary = tempfile.mkstemp(
        prefix=f"{STAGED}{os.path.basename(path)}-", dir=os.path.dirname(path) or "."
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        _copy_owner_and_mode(path, temporary)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def _copy_owner_and_mode(path: str, temporary: str) -> None:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        os.chmod(temporary, 0o666 & ~_umask())
        return
    with contextlib.suppress(OSError):  # only root may give files away
        os.chown(temporary, status.st_uid, status.st_gid)
    os.chmod(temporary, stat.S_IMODE(status.st_mode))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
