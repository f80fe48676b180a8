"""Runs go as a child of `pyorch go`, which waits for it: signals and the exit code pass through, and a line can follow.

go shares stdin, stdout, stderr and the process group with pyorch, so it behaves as if it had been started alone.
"""

from __future__ import annotations

import os
import signal
import time

from orchestrion_py.ctrl_c import raise_missed_error
from orchestrion_py.processes import identity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

_PASSED_ON = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP)
# go takes the second SIGINT as an order to die at once. It may have the first one already, if someone sent it to the group.
_TWICE_IS_WORSE = (signal.SIGINT, signal.SIGQUIT)
_GRACE_SECONDS = 0.3
_LOOK_SECONDS = 1.0
_SOON_SECONDS = 0.001


def can_wait() -> bool:
    """Whether this system lets a process wait for its child and for signals at once. Else pyorch becomes go itself."""
    return hasattr(signal, "sigwaitinfo")


def start(argv: list[str], environment: dict[str, str], prepare: Callable[[str], None]) -> int:
    """Start go; return its process id. `prepare` is called in the new process with the name by which tool calls know it."""
    # A signal that comes now waits until `wait_for` looks, or until go has started.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*_PASSED_ON, signal.SIGCHLD})
    raise_missed_error()
    child = os.fork()
    if child:
        return child
    try:
        name = identity(os.getpid())
        prepare(name)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.execve(argv[0], argv, {**environment, "PYORCH_OWNER": name})
    except OSError as problem:
        os.write(2, f"{argv[0]}: {problem.strerror}\n".encode())
    finally:
        os._exit(127)


def wait_for(child: int, look: Callable[[], None] = lambda: None) -> int:
    """Wait until go has ended; return its wait status. Signals that somebody sends to pyorch alone reach go.

    `look` is called every second.
    """
    wanted = {*_PASSED_ON, signal.SIGCHLD, signal.SIGALRM}
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    late: list[tuple[float, int]] = []
    while True:
        timeout = max(_SOON_SECONDS, late[0][0] - time.monotonic()) if late else _LOOK_SECONDS
        # Not sigtimedwait: if a stop by Ctrl-Z outlasts its timeout, Python's returns a signal that nobody sent.
        signal.setitimer(signal.ITIMER_REAL, timeout)
        seen = signal.sigwaitinfo(wanted)
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            signal.setitimer(signal.ITIMER_REAL, 0)
            return status
        if seen.si_signo == signal.SIGALRM:
            late = _pass_on_late(child, late)
            look()
        elif seen.si_signo != signal.SIGCHLD and seen.si_code <= 0:  # not from the terminal, whose signals reach go
            if seen.si_signo in _TWICE_IS_WORSE:
                late.append((time.monotonic() + _GRACE_SECONDS, seen.si_signo))
            else:
                os.kill(child, seen.si_signo)


def _pass_on_late(child: int, late: list[tuple[float, int]]) -> list[tuple[float, int]]:
    now = time.monotonic()
    for when, number in late:
        if when <= now:
            os.kill(child, number)
    return [each for each in late if each[0] > now]


def end_like(status: int) -> NoReturn:
    """End this process as go ended: with its exit code, or by the same signal."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
        os.kill(os.getpid(), number)
    # Without the interpreter's own shutdown: go has ended, and the user waits.
    os._exit(os.waitstatus_to_exitcode(status) if not os.WIFSIGNALED(status) else 128 + os.WTERMSIG(status))
