"""Builds that Ctrl-C or kill -9 ends: the next build works, and does not wait for processes that are gone."""

from __future__ import annotations

import os
import re
import signal
import time
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import (
    SHADE,
    Running,
    aspect_on_colour,
    assert_one_clear_message,
    assert_woven,
    running,
    running_pyorch,
    slow_source,
    smallest_program,
    wait_until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

# The compiler's own process while it compiles a package, not the shell or Python before it.
COMPILING_SHADE = ("/compile -o ", "-p example.com/smallest/shade ")
COMPILING_BULB = ("/compile -o ", "-p example.com/smallest/bulb ")
KILLS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


@pytest.fixture
def woven_slowly(tmp_path: Path) -> Workshop:
    """The whole program, whose woven package is in no cache and takes seconds to compile."""
    slow = slow_source("shade", uuid.uuid4().hex) + SHADE.replace("package shade", "")
    return smallest_program(tmp_path / "module", **{"shade/shade.go": slow}).with_environment(
        PYORCH_CACHE_DIR=str(tmp_path / "cache")
    )


@pytest.fixture
def resolved_slowly(tmp_path: Path) -> Workshop:
    """A package and an injected package, which a nested go must build first."""
    files = {
        "orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb"),
        "bulb/bulb.go": slow_source("bulb", uuid.uuid4().hex),
    }
    return smallest_program(tmp_path / "module", **files).with_environment(PYORCH_CACHE_DIR=str(tmp_path / "cache"))


def assert_all_gone(build: Running) -> None:
    """Check that no process of the build is left a moment after go has ended."""
    wait_until(lambda: not build.members(), 2)
    assert build.members() == {}


def assert_builds_shade(workshop: Workshop, seconds: float) -> None:
    """Check that the next build of the package works and does not wait."""
    with running_pyorch(workshop, "go", "build", "./shade") as build:
        built = build.end(seconds)
    assert (built.code, built.said) == (0, "")


@pytest.mark.parametrize("number", KILLS)
def test_the_group_is_ended_while_a_woven_package_compiles(woven_slowly: Workshop, number: signal.Signals) -> None:
    with running_pyorch(woven_slowly, "go", "build", "-o", "smallest", ".") as build:
        build.wait_for(*COMPILING_SHADE)
        build.signal_group(number)
        ended = build.end()
        assert ended.code != 0
        assert_one_clear_message(ended.text)
        assert_all_gone(build)
    assert not (woven_slowly.folder / "smallest").exists()
    assert_woven(woven_slowly)


@pytest.mark.parametrize("number", KILLS)
def test_the_group_is_ended_while_packages_are_resolved(resolved_slowly: Workshop, number: signal.Signals) -> None:
    with running_pyorch(resolved_slowly, "go", "build", "./shade") as build:
        build.wait_for(*COMPILING_BULB)
        build.signal_group(number)
        ended = build.end()
        assert ended.code != 0
        assert_one_clear_message(ended.text)
        assert_all_gone(build)
    assert_builds_shade(resolved_slowly, 60)


def test_ctrl_c_in_a_plain_toolexec_build(resolved_slowly: Workshop) -> None:
    with running(resolved_slowly, "go", "build", "-toolexec=pyorch toolexec", "./shade") as build:
        build.wait_for(*COMPILING_BULB)
        build.signal_group(signal.SIGINT)
        ended = build.end()
        assert ended.code != 0
        assert_one_clear_message(ended.text)
        assert_all_gone(build)
    assert_builds_shade(resolved_slowly, 60)


def test_after_ctrl_c_pyorch_prints_nothing(resolved_slowly: Workshop) -> None:
    """Users who interrupt a build know why it ended."""
    with running_pyorch(resolved_slowly, "go", "build", "./shade") as build:
        build.wait_for(*COMPILING_BULB)
        build.signal_group(signal.SIGINT)
        assert "pyorch" not in build.end().text


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.15, 0.2, 0.3, 0.5])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_the_group_is_ended_at_any_time(resolved_slowly: Workshop, number: signal.Signals, seconds: float) -> None:
    """From the first moment, when pyorch makes the plan, to the nested build."""
    with running_pyorch(resolved_slowly, "go", "build", "./shade") as build:
        time.sleep(seconds)
        assert build.process.poll() is None
        build.signal_group(number)
        ended = build.end()
        assert ended.code != 0
        assert "has a bug: please report it" not in ended.text
        assert_all_gone(build)
    assert_builds_shade(resolved_slowly, 60)
    assert_nothing_temporary(resolved_slowly)


def assert_nothing_temporary(workshop: Workshop) -> None:
    """The next build removes files that an interrupted build began to write."""
    root = workshop.environment["PYORCH_CACHE_DIR"]
    left = [name for _, folders, files in os.walk(root) for name in (*folders, *files) if _is_temporary(name)]
    assert left == []


def _is_temporary(name: str) -> bool:
    return name.endswith(".tmp") or name == "building-archives" or re.fullmatch(r"[0-9a-f]{24}\.\d+", name) is not None


@pytest.mark.parametrize("which", ["go", "resolver", "nested go", "compiler"])
def test_one_process_is_killed_while_packages_are_resolved(resolved_slowly: Workshop, which: str) -> None:
    """The build may fail and its orphans may run on for a while; the next build works anyway."""
    with running_pyorch(resolved_slowly, "go", "build", "./shade") as build:
        compiler = build.wait_for(*COMPILING_BULB)
        victims = {
            "go": build.process.pid,
            "resolver": build.wait_for("tool_call.py", "-p example.com/smallest/shade "),
            "nested go": build.wait_for("go list -export"),
            "compiler": compiler,
        }
        os.kill(victims[which], signal.SIGKILL)
        assert_builds_shade(resolved_slowly, 60)
        assert build.end().code != 0


@pytest.mark.parametrize("which", ["build", "compiler"])
def test_a_build_is_stopped_and_goes_on_later(resolved_slowly: Workshop, which: str) -> None:
    """As by Ctrl-Z or a debugger: no other build waits for it, and afterwards it finishes."""
    with running_pyorch(resolved_slowly, "go", "build", "./shade") as build:
        compiler = build.wait_for(*COMPILING_BULB)
        stop = build.signal_group if which == "build" else lambda number: os.kill(compiler, number)
        stop(signal.SIGSTOP)
        assert_builds_shade(resolved_slowly, 60)
        stop(signal.SIGCONT)
        ended = build.end()
        assert (ended.code, ended.said) == (0, "")


def test_go_is_killed_while_a_woven_package_compiles(woven_slowly: Workshop) -> None:
    with running_pyorch(woven_slowly, "go", "build", "-o", "smallest", ".") as build:
        build.wait_for(*COMPILING_SHADE)
        build.process.kill()
        assert_woven(woven_slowly)


def test_an_id_of_a_killed_process_is_given_to_another(resolved_slowly: Workshop) -> None:
    """After a kill -9 or a reboot, another process may have a process id that pyorch noted. No build waits for it."""
    with running_pyorch(resolved_slowly, "go", "build", "./shade") as build:
        build.wait_for(*COMPILING_BULB)
        noted = set(build.members())
        build.signal_group(signal.SIGKILL)
        build.end()
        assert_all_gone(build)
    for folder, _, files in os.walk(resolved_slowly.environment["PYORCH_CACHE_DIR"]):
        for name in files:
            path = f"{folder}/{name}"
            with open(path, "rb") as file:  # noqa: PTH123
                content = file.read(100).strip()
            if content.isdigit() and int(content) in noted:
                with open(path, "w", encoding="ascii") as changed:  # noqa: PTH123
                    changed.write(f"{os.getpid()}\n")
    assert_builds_shade(resolved_slowly, 30)
