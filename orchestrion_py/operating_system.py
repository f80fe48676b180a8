"""What differs by operating system: starting programs, file locks, folders of the user, names of programs.

Every tool call of a build imports this module, so it imports next to nothing itself.
"""

from __future__ import annotations

import fcntl
import os
import stat
import sys

from orchestrion_py.processes import identity

TYPE_CHECKING = False  # importing typing takes a third of the time that most tool calls take
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from typing import NoReturn

# How multiprocessing starts workers: a fork has the decoded aspects already.
START_METHOD = "fork"
_EXECUTABLE_SUFFIX = ".exe"


# --- names of programs ---


def executable(path: str) -> str:
    """Return the file of a program: Windows adds a suffix."""
    return path + _EXECUTABLE_SUFFIX if os.name == "nt" else path


def program_name(path: str) -> str:
    """Return the name of a program without its folder and suffix: `compile`, `link`."""
    return os.path.basename(path).removesuffix(_EXECUTABLE_SUFFIX)


# --- starting programs ---


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Finished:
    """How a process ended: its exit code, stdout and stderr."""

    __slots__ = ("error", "out", "status")

    def __init__(self, status: int, out: str, error: str) -> None:
        self.status = status
        self.out = out
        self.error = error


def become(program: str, argv: list[str], environment: dict[str, str]) -> NoReturn:
    """Replace this process by a program. The process id stays: tool calls of a build know their parent by it."""
    os.execve(program, argv, environment)


def run(argv: list[str], environment: dict[str, str]) -> int:
    """Run a program that shares stdin, stdout and stderr with this one; return its exit code."""
    child = os.posix_spawn(argv[0], argv, environment)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def capture(argv: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    """Run a program; return its exit code, and what it wrote to stdout and stderr together."""
    reader, writer = os.pipe()
    actions = [
        (os.POSIX_SPAWN_DUP2, writer, 1),
        (os.POSIX_SPAWN_DUP2, writer, 2),
        (os.POSIX_SPAWN_CLOSE, reader),
    ]
    child = os.posix_spawn(argv[0], argv, environment, file_actions=actions)
    os.close(writer)
    output = _read_all(reader)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output


def run_as_owner(argv: list[str], environment: dict[str, str], folder: str) -> Finished:
    """Run a program with its own name in PYORCH_OWNER (see processes.py), by which the tool calls that it makes find their plan.

    The child stays in this process group, so an interrupt from the terminal reaches both.
    """
    import tempfile

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        child = os.fork()
        if child == 0:
            _become_owner(argv, environment, folder, (out.fileno(), error.fileno()))
        _, wait_status = os.waitpid(child, 0)
        return Finished(os.waitstatus_to_exitcode(wait_status), _content(out.fileno()), _content(error.fileno()))


def _become_owner(argv: list[str], environment: dict[str, str], folder: str, outputs: Iterable[int]) -> None:
    try:
        for number, descriptor in enumerate(outputs, 1):
            os.dup2(descriptor, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(folder)
        os.execve(argv[0], argv, {**environment, "PYORCH_OWNER": identity(os.getpid())})
    except OSError as problem:
        os.write(2, f"{argv[0]}: {problem.strerror}\n".encode())
    finally:
        os._exit(127)


def _content(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return _read_all(descriptor).decode("utf-8", "replace")


def _read_all(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 16):
        parts.append(part)
    return b"".join(parts)


# --- files ---


class Lock:
    """An exclusive lock on a file or folder, which the kernel releases when its holder ends, however it ends.

    A file is created where it is missing, and stays. It names its holder. A process that waits says so after a while. It does
    not wait for a holder that does not go on: then `is_held` is False. Work behind a lock must be right without it, too.
    """

    __slots__ = ("_descriptor", "_is_folder", "_path", "_purpose", "_report", "is_held")

    def __init__(self, path: str, purpose: str = "", report: Callable[[str, int], None] | None = None) -> None:
        self._path = path
        self._purpose = purpose or f"holds {path}"
        self._report = report
        self._descriptor = -1
        self._is_folder = False
        self.is_held = False

    def __enter__(self) -> Lock:
        self._is_folder = os.path.isdir(self._path)
        flags = os.O_RDONLY if self._is_folder else os.O_RDWR | os.O_CREAT
        self._descriptor = os.open(self._path, flags, 0o600)
        if not self._take():
            self._wait()
        return self

    def _take(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.is_held = True
        if not self._is_folder:
            self._name_holder()
        return True

    def _name_holder(self) -> None:
        name = identity(os.getpid()).encode()
        try:
            os.pwrite(self._descriptor, name + b"\n", 0)
            os.ftruncate(self._descriptor, len(name) + 1)
        except OSError:  # the disk is full
            return

    def _wait(self) -> None:
        from orchestrion_py.waiting import Patience

        patience = Patience(self._purpose, self._report)
        while not self._take():
            if not patience.wait(*self._holder()):
                return

    def _holder(self) -> tuple[str, float]:
        """Return the name of the holder, and since when it holds the lock."""
        status = os.fstat(self._descriptor)
        if self._is_folder:
            return holder_of_folder(status.st_ino), 0
        return os.pread(self._descriptor, 200, 0).decode("ascii", "replace").rstrip("\n"), status.st_mtime

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)


def is_locked(path: str) -> bool:
    """Whether a process holds the lock on a file, or could: the file may belong to another user. There may be no such file."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def holder_of_folder(inode: int) -> str:
    """Return the name of the process that holds the lock on a folder, which it cannot write its name into; empty if unknown."""
    try:
        with open("/proc/locks", encoding="ascii", errors="replace") as file:
            locks = [line.split() for line in file]
    except OSError:
        return ""
    pids = [int(words[4]) for words in locks if words[1:2] == ["FLOCK"] and words[5].endswith(f":{inode}")]
    return identity(pids[0]) if pids else ""


def open_private(path: str) -> int:
    """Create or empty a file for its owner alone, never through a link; return its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)


def append_to_stderr() -> None:
    """Make writes to stderr append, also where it is a file: other processes open it anew and write to it as well."""
    try:
        fcntl.fcntl(2, fcntl.F_SETFL, fcntl.fcntl(2, fcntl.F_GETFL) | os.O_APPEND)
    except OSError:
        return


def foreign_access(path: str) -> str:
    """Return why other users can change what a folder holds, as a predicate of the folder; empty if they cannot.

    Follows a link, and looks at the owner of the link too.
    """
    for status in (os.stat(path), os.lstat(path)):
        if stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_IWOTH:
            return "may be written by every user"
        if status.st_uid not in (os.geteuid(), 0):
            return "belongs to another user"
    return ""


def user_cache_folder(environment: dict[str, str]) -> str:
    """Return the folder in which programs of this user keep their caches. The `pyorch` script finds the same one."""
    home = environment.get("HOME", "")
    if sys.platform == "darwin" or os.path.isdir(f"{home}/Library/Caches"):
        return f"{home}/Library/Caches"
    chosen = environment.get("XDG_CACHE_HOME", "")
    # The XDG base directory specification has relative paths ignored: each process would mean another folder.
    return chosen if chosen.startswith("/") else f"{home}/.cache"
