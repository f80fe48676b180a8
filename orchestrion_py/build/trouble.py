"""The last stop of an error on the tool path: a user's fault is told as such, our own with what a report needs."""

from __future__ import annotations

import sys

from orchestrion_py import __version__
from orchestrion_py.faults import Fault


def tell(error: Exception) -> int:
    """Print an error to stderr and return the exit code."""
    if isinstance(error, Fault):
        print(error, file=sys.stderr)
        return error.status
    if isinstance(error, OSError) and error.filename:
        print(f"pyorch: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    import traceback

    print(
        f"pyorch {__version__}: a fault of pyorch's own, please report it with the lines below and the command you ran",
        file=sys.stderr,
    )
    traceback.print_exception(error)
    return 2
