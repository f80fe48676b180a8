"""Writes a file in place: completely or not at all, with the same mode, following links."""

from __future__ import annotations

import contextlib
import os
import tempfile


def write_in_place(path: str, text: bytes) -> None:
    """Replace the content of a file. Raises OSError if the file or its folder is not writable."""
    real = os.path.realpath(path)
    status = os.stat(real)
    if not os.access(real, os.W_OK):
        # A writable folder would let us replace a file that its owner has protected.
        raise PermissionError(13, "the file is read-only", path)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(real)}.", dir=os.path.dirname(real))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text)
        os.chmod(temporary, status.st_mode & 0o7777)
        with contextlib.suppress(OSError):  # only root may give files away
            os.chown(temporary, status.st_uid, status.st_gid)
        os.replace(temporary, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
