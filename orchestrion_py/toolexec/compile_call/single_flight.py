"""One compiler for one package at a time: whoever needs what another process is compiling waits, and takes a copy.

Builds that run at once, and the nested ones of a single build, ask for the same packages. A compile call is named by its action
id, which go gives the compiler as the first half of -buildid: equal ids mean equal output. The `pyorch` script opens most
flights itself, with nothing but shell built-ins; its protocol is this one. In the plan's folder `flights/` stand

    ID          the process id of the owner and its start time; made with O_EXCL
    ID.wanted   somebody waits for the output
    ID.a ID.h   the output, and go_asm.h: only if somebody waited
    ID.done     the owner is through, well or not

An owner never waits for anything but its compiler, so there is no circle of waiting. A waiter who finds no output, or no
owner any more, compiles for itself, and so does whoever cannot write here, on a full disk say: what is lost is time.
"""

from __future__ import annotations

import os
import time

from orchestrion_py.faults import Fault
from orchestrion_py.operating_system import process_started
from orchestrion_py.toolexec.cache.atomic_files import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.toolexec.plan.plan_folder import Plan
    from orchestrion_py.toolexec.tool_command import CommandLine

_POLL_SECONDS = 0.02
# An empty flight is one whose owner is about to write its id, but not for long: a full disk leaves such files for good.
_WRITING_SECONDS = 1.0


class Flight:
    """The flight of one compile call."""

    def __init__(self, plan: Plan, call: CommandLine, import_path: str) -> None:
        identity = call.value("-buildid").partition("/")[0]
        self._folder = plan.path("flights")
        self._path = f"{self._folder}/{identity}" if identity and "." not in identity else ""
        self._output = call.value("-o")
        self._header = call.value("-asmhdr")
        self._chain = plan.chain
        self._import_path = import_path

    def run(self, compile_it: Callable[[], int]) -> int:
        """Compile, or wait for whoever does and take a copy; an exit code."""
        if not self._path or not os.path.isdir(self._folder):
            return compile_it()
        try:
            if not self._open() and self._wait_and_copy():
                return 0
        except OSError:
            return compile_it()
        try:
            status = compile_it()
            if status == 0:
                self._publish()
            return status
        finally:
            self._land()

    def _land(self) -> None:
        try:
            self._mark("done")
        except OSError:  # nobody can be told; whoever waits will see that we are gone
            return

    def _open(self) -> bool:
        """Become the owner; False while somebody else is."""
        with Lock(f"{self._folder}/.lock"):
            if os.path.exists(self._path) and not self._is_over():
                return False
            for ending in ("", ".wanted", ".a", ".h", ".done"):
                _remove(self._path + ending)
            try:
                descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            except FileExistsError:
                return False  # a script was quicker
            os.write(descriptor, f"{os.getpid()} {process_started(os.getpid())}\n".encode())
            os.close(descriptor)
            return True

    def _wait_and_copy(self) -> bool:
        if any(link.partition(" -> ")[0] == self._import_path for link in self._chain):
            raise Fault(
                "an injection cycle: " + ", then ".join([*self._chain, f"{self._import_path} again"]),
                "one of these aspects must reach its function with go:linkname and `links:`",
            )
        self._mark("wanted")
        while not self._is_over():
            time.sleep(_POLL_SECONDS)
        # Without the owner's own word that it is through, its output may be half of one.
        if not os.path.exists(f"{self._path}.done") or not os.path.exists(f"{self._path}.a"):
            return False
        if self._header:
            _copy(f"{self._path}.h", self._header)
        _copy(f"{self._path}.a", self._output)
        return True

    def _is_over(self) -> bool:
        if os.path.exists(f"{self._path}.done"):
            return True
        try:
            with open(self._path, encoding="ascii") as file:
                owner, started = file.read().rstrip("\n").split(" ")
            os.kill(int(owner), 0)
            return bool(started) and process_started(int(owner)) != started
        except (OSError, ValueError):
            # Gone with its owner; an empty file is one that is being written this very moment.
            return not self._is_being_written()

    def _is_being_written(self) -> bool:
        try:
            status = os.stat(self._path)
        except OSError:
            return False
        # Where the clock has been set back, the file may seem to come from the future.
        return status.st_size == 0 and abs(time.time() - status.st_mtime) < _WRITING_SECONDS

    def _publish(self) -> None:
        if os.path.exists(f"{self._path}.wanted"):
            try:
                if self._header:
                    _copy(self._header, f"{self._path}.h")
                _copy(self._output, f"{self._path}.a")
            except OSError:
                _remove(f"{self._path}.a")

    def _mark(self, what: str) -> None:
        os.close(os.open(f"{self._path}.{what}", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _copy(source: str, target: str) -> None:
    import shutil

    shutil.copyfile(source, target)


def forget_finished(plan: Plan) -> None:
    """Remove the traces of flights that are over: a build that compiles the same again then needs no Python for it."""
    folder = plan.path("flights")
    names = os.listdir(folder) if os.path.isdir(folder) else ()
    for name in names:
        if name.endswith(".done"):
            for ending in (".wanted", ".a", ".h", "", ".done"):
                _remove(f"{folder}/{name.removesuffix('.done')}{ending}")


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
