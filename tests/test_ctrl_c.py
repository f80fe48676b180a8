"""Ctrl-C before, while and after pyorch's modules load."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job of a shell ignores it
from orchestrion_py.ctrl_c import end_silently, raise_error, raise_missed_error
"""
PRESS = "os.kill(os.getpid(), signal.SIGINT)\n"
SWALLOW = f"""
class Swallowing:
    def __del__(self):
        {PRESS}
Swallowing()
"""


def ended(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BEGIN + code], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1]
    )


def test_while_modules_load_it_ends_the_process_without_a_word() -> None:
    process = ended(f"end_silently()\n{PRESS}print('alive')")
    assert (process.returncode, process.stdout, process.stderr) == (-signal.SIGINT, "", "")


def test_later_it_raises_an_error_for_what_must_be_tidied_up() -> None:
    process = ended(f"end_silently()\nraise_error()\ntry:\n    {PRESS}except KeyboardInterrupt:\n    print('tidy')")
    assert (process.returncode, process.stdout, process.stderr) == (0, "tidy\n", "")


def test_an_error_that_python_swallowed_is_raised_again() -> None:
    process = ended(f"end_silently()\nraise_error()\n{SWALLOW}\nprint('goes on', flush=True)\nraise_missed_error()")
    assert process.stdout == "goes on\n"
    assert process.returncode == -signal.SIGINT


def test_without_ctrl_c_there_is_nothing_to_raise() -> None:
    process = ended("end_silently()\nraise_error()\nraise_missed_error()")
    assert (process.returncode, process.stderr) == (0, "")


# Ctrl-C at the moment when a module is looked for.
WHILE_LOADING = """
class Pressing:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Pressing())
sys.argv = ["pyorch", *{arguments!r}]
from orchestrion_py.cli.main import main
main()
"""


@pytest.mark.parametrize(
    ("module", "arguments", "code"),
    [
        ("orchestrion_py.cli.build_verbs", ["go", "build"], -signal.SIGINT),
        ("orchestrion_py.cli.run_command", ["plan"], -signal.SIGINT),
        ("orchestrion_py.toolexec.front.pyorch_go", ["go", "build"], 130),
        ("orchestrion_py.cli.plan", ["plan"], 130),
    ],
)
def test_no_command_prints_a_traceback(module: str, arguments: list[str], code: int) -> None:
    process = ended(WHILE_LOADING.format(module=module, arguments=arguments))
    assert (process.returncode, process.stdout, process.stderr) == (code, "", "")


def test_go_does_not_start_after_an_interrupt_that_python_swallowed() -> None:
    start = "from orchestrion_py.toolexec.front.waited_go import start\nstart(['/bin/echo', 'started'], {}, lambda name: None)"
    process = ended(f"end_silently()\nraise_error()\n{SWALLOW}\n{start}")
    assert (process.returncode, process.stdout) == (130, "")


@pytest.mark.parametrize("call", ["end_silently()", "end_silently()\nraise_error()"])
def test_nohup_and_background_jobs_go_on_ignoring_it(call: str) -> None:
    process = ended(f"signal.signal(signal.SIGINT, signal.SIG_IGN)\n{call}\n{PRESS}print('alive')")
    assert (process.returncode, process.stdout) == (0, "alive\n")
