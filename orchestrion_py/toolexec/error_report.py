"""How a build reports an error: a user's fault as a message with a hint, an error of pyorch's own with a traceback."""

from __future__ import annotations

import errno
import os
import sys
import tempfile

from orchestrion_py import __version__
from orchestrion_py.faults import Fault
from orchestrion_py.message_codes import with_code
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, unusable

# What a process can run out of, and how to get more.
_SCARCE = {
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
    errno.ENFILE: "close programs that hold many files open, or raise the limit of the system (fs.file-max)",
    errno.EAGAIN: "raise the limit of processes (ulimit -u), or build with a smaller -p",
    errno.ENOMEM: "free some memory, or build with a smaller -p",
}
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_CACHE_HINT = "make the cache folder writable and free some space, or set PYORCH_CACHE_DIR to another folder"


def report(error: Exception) -> int:
    """Print an error to stderr; return the exit code."""
    if isinstance(error, Fault):
        print(error, file=sys.stderr)
        return error.status
    fault = _fault_of_system(error) if isinstance(error, OSError) else None
    if fault is not None:
        print(fault, file=sys.stderr)
        return fault.status
    import traceback

    message = f"pyorch {__version__} has a bug: please report it with the lines below and the command you ran"
    print(with_code(message), file=sys.stderr)
    traceback.print_exception(error)
    return 2


def _fault_of_system(error: OSError) -> Fault | None:
    """Return the fault for an error of the operating system; None if the error does not show what failed."""
    cache = cache_folder(dict(os.environ))
    if error.errno in _SCARCE:
        return Fault(f"this build needs more than the system allows: {error.strerror}", _SCARCE[error.errno])
    if error.filename:
        inside = str(error.filename).startswith(cache)
        # Files outside the cache are the user's own.
        return unusable(error.filename, error) if inside else Fault(f"{error.filename}: {error.strerror}")
    if error.errno in _NO_SPACE:  # the error of a write has no file name
        return Fault(f"cannot write in {cache} or in {tempfile.gettempdir()}: {error.strerror}", _CACHE_HINT)
    return None
