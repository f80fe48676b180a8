"""The last stop of an error on the tool path: a user's fault is told as such, our own with what a report needs."""

from __future__ import annotations

import errno
import os
import sys
import tempfile

from orchestrion_py import __version__
from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.cache.cache_folder import cache_folder

# What a process may lack for reasons of the machine's, and what mends it.
_SCARCE = {
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
    errno.ENFILE: "close what holds many files open, or raise the limit of the system (fs.file-max)",
    errno.EAGAIN: "raise the limit of processes (ulimit -u), or build with a smaller -p",
    errno.ENOMEM: "free some memory, or build with a smaller -p",
}


def tell(error: Exception) -> int:
    """Print an error to stderr and return the exit code."""
    if isinstance(error, Fault):
        print(error, file=sys.stderr)
        return error.status
    if isinstance(error, OSError) and error.errno in _SCARCE:
        print(f"pyorch: {error.strerror}: the machine gives this build no more of it", file=sys.stderr)
        print(f"  hint: {_SCARCE[error.errno]}", file=sys.stderr)
        return 1
    if isinstance(error, OSError) and error.filename:
        print(f"pyorch: {error.filename}: {error.strerror}{_hint(error)}", file=sys.stderr)
        return 1
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):  # writing fails without a name
        cache, temporary = cache_folder(dict(os.environ)), tempfile.gettempdir()
        print(f"pyorch: {error.strerror}, in {cache} or in {temporary}{_hint(error)}", file=sys.stderr)
        return 1
    import traceback

    print(
        f"pyorch {__version__}: a fault of pyorch's own, please report it with the lines below and the command you ran",
        file=sys.stderr,
    )
    traceback.print_exception(error)
    return 2


def _hint(error: OSError) -> str:
    """What mends an error of the cache; nothing for other files, which are the user's own."""
    cache = cache_folder(dict(os.environ))
    if error.filename and not str(error.filename).startswith(cache):
        return ""
    return "\n  hint: make the cache folder writable and make room in it, or name another one in PYORCH_CACHE_DIR"
