"""Other processes: which one it is, who started it, and whether it works.

A process is named by the text `PID.START.BOOT.MOUNT`. A process id alone means nothing in another container, on another machine
or after the next boot, and all of them may share a cache. Every tool call imports this module, so it imports next to nothing.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # importing typing takes a third of the time that most tool calls take
if TYPE_CHECKING:
    from collections.abc import Iterator

# States of a process that has ended, as /proc and ps name them.
_ENDED = ("Z", "X", "x")
# Fields of /proc/PID/stat, counted from the state, which follows the name.
_STATE, _PARENT, _TIMES, _START = 0, 1, slice(11, 15), 19
# Half-written files of other systems are removed after this time.
_ABANDONED_SECONDS = 24 * 3600
_known: list[str] = []


# --- which process it is ---


def identity(pid: int) -> str:
    """Return the name of a process. No other process has it, whatever the boot or the container.

    The `pyorch` script makes the same.
    """
    return f"{pid}.{process_started(pid)}.{system()}"


def process_started(pid: int) -> str:
    """Return the start time of a process; empty if it is gone. With the id it names one process of this boot."""
    fields = _fields(pid)
    if fields or has_proc():
        return fields[_START] if fields else ""
    return "".join(char for char in _ps("lstart=", pid) if char not in " :\n")


def system() -> str:
    """Return what tells processes with one id apart: the boot, and the mount of /proc, which no two containers share."""
    if not _known:
        _known.append(f"{_boot()}.{_mount_of_proc()}")
    return _known[0]


def is_of_this_system(name: str) -> bool:
    """Whether the process with this name runs, or ran, where its id has a meaning here."""
    return name.split(".", 2)[2:] == [system()] and (not has_proc() or _proc_is_ours())


def pid_of(name: str) -> int:
    """Return the process id in a name; 0 if there is none."""
    pid = name.partition(".")[0]
    return int(pid) if pid.isdecimal() else 0


def _boot() -> str:
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii", errors="replace") as file:
            return file.readline().rstrip("\n")
    except OSError:
        return ""


def _mount_of_proc() -> str:
    """Return the id of the mount of /proc. The shell can read it too, unlike the pid namespace, which is a link."""
    try:
        descriptor = os.open("/proc/self/stat", os.O_RDONLY)
        try:
            with open(f"/proc/self/fdinfo/{descriptor}", encoding="ascii", errors="replace") as file:
                words = [line.split() for line in file]
        finally:
            os.close(descriptor)
    except OSError:
        return ""
    return next((line[1] for line in words if line[:1] == ["mnt_id:"]), "")


def has_proc() -> bool:
    """Whether the system shows processes below /proc."""
    return os.path.isdir("/proc/self")


def _proc_is_ours() -> bool:
    """Whether /proc shows the ids of this pid namespace: `unshare --pid` alone keeps that of the outer one."""
    return os.readlink("/proc/self") == str(os.getpid())


# --- who started it ---


def ancestors(pid: int = 0) -> Iterator[int]:
    """Yield the ids of the processes above this one, or above another one, the nearest first, as far as they are visible."""
    if has_proc() and not _proc_is_ours():
        return
    pid = _parent(pid) if pid else os.getppid()
    while pid > 0:
        yield pid
        pid = _parent(pid)


def program_of(pid: int) -> str:
    """Return the path of the program that a process runs; empty if that is unknown."""
    try:
        return os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")
    except OSError:
        return "" if has_proc() else _ps("comm=", pid).strip()


def command_line(pid: int) -> list[str]:
    """Return the command line of a process; empty if it is unknown."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
    except OSError:
        import shlex

        return shlex.split(_ps("args=", pid))


def folder_of(pid: int) -> str:
    """Return the folder that a process works in; this one's own where the system does not show it."""
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return os.getcwd()


def stderr_of(pid: int) -> str:
    """Return a path that opens the stderr of another process. Where the system has none, opening it fails."""
    return f"/proc/{pid}/fd/2"


def _parent(pid: int) -> int:
    fields = _fields(pid)
    if fields or has_proc():
        return int(fields[_PARENT]) if fields else 0
    found = _ps("ppid=", pid).strip()
    return int(found) if found.isdecimal() else 0


def family(pid: int) -> list[int]:
    """Return a process and those below it. Each thread has a list of the processes that it started."""
    family = [pid]
    for member in family:
        try:
            threads = os.listdir(f"/proc/{member}/task")
        except OSError:
            continue
        for thread in threads:
            try:
                with open(f"/proc/{member}/task/{thread}/children", encoding="ascii") as file:
                    family += [int(child) for child in file.read().split()]
            except OSError:
                continue
    return family


# --- whether it works ---


def is_running(pid: int) -> bool:
    """Report whether a process with this id exists, whoever owns it."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def has_ended(name: str) -> bool:
    """Report whether a process of this system has ended. A zombie has: only its parent does not know yet."""
    pid = pid_of(name)
    if not pid or not is_running(pid):
        return True
    started = name.split(".", 2)[1]
    fields = _fields(pid)
    if fields:
        return fields[_STATE] in _ENDED or (bool(started) and fields[_START] != started)
    return has_proc() or process_started(pid) != started or _ps("state=", pid).strip()[:1] in ("", *_ENDED)


def is_stopped(pid: int) -> bool:
    """Report whether a process, or one that it started, is stopped by a signal or a debugger."""
    if has_proc():
        return any(_fields(each)[:1] in (["T"], ["t"]) for each in family(pid))
    return _ps("state=", pid).strip()[:1] == "T"


def work_of(pid: int) -> str:
    """Return a text that changes when a process, or one that it started, takes processor time; empty if it is unknown."""
    return repr({each: _fields(each)[_TIMES] for each in family(pid)}) if has_proc() else ""


def _fields(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on; none if there is no such process or no /proc."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(") ")[2].split()
    except OSError:
        return []


def _ps(columns: str, pid: int) -> str:
    """Return what ps prints about a process. Where there is a /proc, its word is enough: small images have no ps."""
    if has_proc():
        return ""
    import subprocess

    return subprocess.run(["ps", "-o", columns, "-p", str(pid)], capture_output=True, text=True, check=False).stdout


# --- what it began to write ---


def unfinished(path: str) -> str:
    """Return a new name for what this process is about to write and then to rename to `path`.

    It shows whose it is. Two containers may have processes with the same id, so part of it is random.
    """
    return f"{path}.{os.getpid()}-{_digest_of_system()}-{os.urandom(4).hex()}.tmp"


def is_abandoned(name: str, age: float) -> bool:
    """Whether a file or folder is unfinished and its writer has ended. Writers of other systems are judged by age alone."""
    words = name.rpartition(".tmp")[0].rpartition(".")[2].split("-")
    if not name.endswith(".tmp") or len(words) != 3 or not words[0].isdecimal():
        return False
    if abs(age) > _ABANDONED_SECONDS:
        return True
    return words[1] == _digest_of_system() and not is_running(int(words[0]))


def _digest_of_system() -> str:
    import zlib

    return f"{zlib.crc32(system().encode()):08x}"
