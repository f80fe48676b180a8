"""Builds that fail because they would end without instrumentation, and the annotation of those that do not fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import smallest_program
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

WAYS = (("pyorch", "go", "build", "."), ("go", "build", "-toolexec=pyorch toolexec", "."))
LACKS = (
    "requires instrumentation, which this build lacks: not instrumented, because the tracing packages are not required"
)


def never_pinned(folder: Path, **variables: str) -> Workshop:
    files = {"go.mod": "module example.com/bare\n\ngo 1.25\n", "main.go": "package main\n\nfunc main() {}\n"}
    return Workshop(folder, variables).write(files)


@pytest.mark.parametrize("way", WAYS, ids=("pyorch go", "-toolexec"))
def test_a_build_without_aspects_fails_if_they_are_required(tmp_path: Path, way: tuple[str, ...]) -> None:
    bare = never_pinned(tmp_path, PYORCH_REQUIRE="1", PYORCH_ASPECTS="modules")
    for _ in range(2):
        built = bare.run(*way)
        assert built.code != 0
        assert (
            "PYORCH_REQUIRE=1 requires instrumentation, which this build lacks: this build has no aspects" in built.err
        )
    assert bare.with_environment(PYORCH_REQUIRE="0").run(*way).code == 0


def test_a_module_that_was_never_pinned(tmp_path: Path) -> None:
    bare = never_pinned(tmp_path)
    command = WAYS[1]
    required = bare.with_environment(PYORCH_REQUIRE="1").run(*command)
    assert required.code != 0
    assert LACKS in required.err
    for _ in range(2):  # also when go's cache has everything
        assert "\npyorch: warning: not instrumented, because " in "\n" + bare.run(*command).err
        annotated = bare.with_environment(GITHUB_ACTIONS="true").run(*command)
        assert annotated.code == 0
        assert annotated.err.startswith("::warning title=pyorch::pyorch: not instrumented, because ")


def test_go_commands_that_mend_it_work(tmp_path: Path) -> None:
    bare = never_pinned(tmp_path, PYORCH_REQUIRE="1", GOFLAGS="'-toolexec=pyorch toolexec'")
    for line in ("go list -m", "go mod tidy", "go vet .", "pyorch go list ."):
        done = bare.run(*line.split())
        assert done.code == 0, done.text


def test_what_is_instrumented_is_built(tmp_path: Path) -> None:
    program = smallest_program(tmp_path).with_environment(PYORCH_REQUIRE="1")
    built = program.pyorch("go", "build", ".")
    assert (built.code, built.text) == (0, "")
