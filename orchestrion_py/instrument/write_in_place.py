"""Writes an instrumented file in place: completely or not at all, and only if nobody edited it meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os

from orchestrion_py.user_files import is_read_only, read_regular, staged


def write_in_place(path: str, before: bytes, after: bytes) -> bool:
    """Replace the content of a file, through symbolic links. Return whether hard links still have the old content.

    pyorch does not write through hard links: one of them may be the user's backup.

    Raises OSError if the content is no longer `before`, or if the file or its folder is not writable.
    """
    real = os.path.realpath(path)
    if read_regular(real) == after:
        return False  # two targets of this run are one file
    if is_read_only(real):
        # A writable folder would let us replace a file that its owner has protected.
        raise PermissionError(errno.EACCES, "the file is read-only", path)
    temporary = staged(real, after)
    try:
        if read_regular(real) != before:
            raise OSError(errno.EBUSY, "it changed after pyorch read it; run the command again", path)
        has_hard_links = os.stat(real).st_nlink > 1
        os.replace(temporary, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return has_hard_links
