"""A service starts, ends when asked, and shows its output when it fails."""

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


def test_a_service_is_ready_once_it_prints_its_address() -> None:
    slow = "import time; time.sleep(0.1)" + LISTENS.format(code=0)
    with running_service(python(slow), os.environ) as service:
        assert service.url == "http://127.0.0.1:1"
        assert alive(service.pid)
    assert not alive(service.pid)


def test_a_failed_start_shows_the_output() -> None:
    program = python("print('no database'); raise SystemExit(3)")
    with (
        pytest.raises(ServiceError, match=r"ended during its start with exit code 3:\n    no database"),
        running_service(program, os.environ),
    ):
        pass


def test_a_failed_end_shows_the_output() -> None:
    with (
        pytest.raises(ServiceError, match=r"ended with exit code 4:\n    demo listens"),
        running_service(python(LISTENS.format(code=4)), os.environ),
    ):
        pass


def test_an_exception_of_the_caller_ends_the_service_and_is_raised() -> None:
    pids = []

    def use() -> None:
        with running_service(python(LISTENS.format(code=4)), os.environ) as service:
            pids.append(service.pid)
            raise KeyError

    with pytest.raises(KeyError):
        use()
    assert not alive(pids[0])
