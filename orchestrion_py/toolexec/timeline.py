"""PYORCH_TRACE: the steps of a build in the Trace Event format, which Perfetto opens.

Every process of the build appends a line for each of its steps. So the file is an array without its end, which the format allows.
The clock is that of `go build -debug-trace`: with its file behind it, this one is whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import time

VARIABLE = "PYORCH_TRACE"


class Step:
    """One step, from `with` to its end."""

    def __init__(self, path: str, name: str, subject: str) -> None:
        self._path = path
        self._name = name
        self._subject = subject
        self._begun = 0

    def __enter__(self) -> None:
        """Begin the step."""
        self._begun = time.time_ns()

    def __exit__(self, *_: object) -> None:
        """End the step, and append it to the file."""
        event = {
            "name": f"{self._name} {self._subject}".rstrip(),
            "cat": self._name,
            "ph": "X",
            "ts": self._begun / 1000,
            "dur": (time.time_ns() - self._begun) / 1000,
            "pid": 1,
            "tid": os.getpid(),
        }
        _append(self._path, json.dumps(event) + ",\n")


def begin(environment: dict[str, str], folder: str) -> None:
    """Begin the file that the user wants anew. Tools run in other folders, so the environment gets the absolute path."""
    path = os.path.join(folder, environment[VARIABLE])
    environment[VARIABLE] = path
    with contextlib.suppress(OSError):
        os.unlink(path)
    name = {"name": "process_name", "ph": "M", "pid": 1, "args": {"name": "pyorch"}}
    _append(path, "[\n" + json.dumps(name) + ",\n")


def begin_absolute(environment: dict[str, str]) -> None:
    """Begin the file of a build whose environment cannot change, so the path must be absolute."""
    path = environment[VARIABLE]
    if not os.path.isabs(path):
        from orchestrion_py.faults import Fault

        raise Fault(
            f"{VARIABLE}={path} is a relative path, and -toolexec needs an absolute one",
            "write a path that begins with /",
            status=2,
        )
    begin(environment, "")


def _append(path: str, text: str) -> None:
    from orchestrion_py.faults import Fault

    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        raise Fault(f"cannot write the trace of the build, {path}: {error.strerror}", f"correct {VARIABLE}") from error
    os.write(descriptor, text.encode("utf-8", "replace"))
    os.close(descriptor)
