"""A service is waited for, asked to end, and heard when it fails."""

import os
import sys

import pytest

from orchestrion_py.traces.traced_service import ServiceError, running_service

LISTENS = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit({code}))
print("demo listens on http://127.0.0.1:1", flush=True)
time.sleep(600)
"""


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_ready_once_it_says_where_it_listens() -> None:
    slow = "import time; time.sleep(0.1)" + LISTENS.format(code=0)
    with running_service(python(slow), os.environ) as service:
        assert service.url == "http://127.0.0.1:1"
        assert alive(service.pid)
    assert not alive(service.pid)


def test_a_start_that_fails_shows_what_was_said() -> None:
    program = python("print('no database'); raise SystemExit(3)")
    with (
        pytest.raises(ServiceError, match=r"ended at its start, exit code 3:\n    no database"),
        running_service(program, os.environ),
    ):
        pass


def test_an_end_that_fails_shows_what_was_said() -> None:
    with (
        pytest.raises(ServiceError, match=r"ended with exit code 4:\n    demo listens"),
        running_service(python(LISTENS.format(code=4)), os.environ),
    ):
        pass


def test_a_failure_of_the_user_ends_it_and_stays_the_failure() -> None:
    pids = []

    def use() -> None:
        with running_service(python(LISTENS.format(code=4)), os.environ) as service:
            pids.append(service.pid)
            raise KeyError

    with pytest.raises(KeyError):
        use()
    assert not alive(pids[0])
