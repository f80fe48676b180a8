"""Programs before `pyorch toolexec` in -toolexec, which start it as a process of their own: the build is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import aspect_on_colour, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build


@pytest.fixture
def tagged(tmp_path: Path) -> Workshop:
    """A package whose injected package depends on a tag: without the flags of go, another one would be injected."""
    advice = "prepend-statements: {imports: {bulb: example.com/smallest/bulb}, template: bulb.Light()}"
    files = {
        "orchestrion.yml": aspect_on_colour(advice),
        "bulb/dark.go": "//go:build !bright\n\npackage bulb\n\nfunc Light() {}\n",
        "bulb/bright.go": '//go:build bright\n\npackage bulb\n\nfunc Light() { println("bright") }\n',
    }
    workshop = smallest_program(tmp_path / "module", **files)
    return workshop.with_environment(PYORCH_CACHE_DIR=str(tmp_path / "cache"))


def archive(workshop: Workshop, *command: str) -> bytes:
    built = workshop.run(*command, "-tags", "bright", "-o", "shade.a", "./shade")
    assert (built.code, built.text) == (0, "")
    content = (workshop.folder / "shade.a").read_bytes()
    (workshop.folder / "shade.a").unlink()
    return content


@pytest.mark.parametrize(
    "before",
    [
        "timeout 600",
        "timeout 600 timeout 500",
        "nice",
        "env X=1",
        "sh -c '\"$@\"; exit $?' --",
        "sh -c 'exec \"$@\"' --",
    ],
)
def test_the_flags_of_go_are_found(tagged: Workshop, tmp_path: Path, before: str) -> None:
    direct = archive(tagged.with_environment(PYORCH_CACHE_DIR=str(tmp_path / "other")), "pyorch", "go", "build")
    command = ["go", "build", f"-toolexec={before} pyorch toolexec"]
    # -a: otherwise the archive of the direct build would come from go's cache.
    assert archive(tagged, *command, "-a") == direct
    (_pointer,) = (tmp_path / "cache" / "runs").iterdir()
    assert archive(tagged, *command) == direct


def test_without_a_go_command_nothing_is_built(tagged: Workshop) -> None:
    compiler = tagged.go("tool", "-n", "compile").out.strip()
    for environment in ({}, {"TOOLEXEC_IMPORTPATH": "example.com/smallest/shade"}):
        called = tagged.with_environment(**environment).run("timeout", "60", "pyorch", "toolexec", compiler, "-V=full")
        assert (called.code, called.out) == (1, "")
        assert "cannot find the go command of this build, and so its flags" in called.err
        assert "timeout, " in called.err


def test_pyorch_go_does_not_drop_a_program_that_goflags_puts_before_pyorch(tagged: Workshop) -> None:
    told = tagged.with_environment(GOFLAGS="'-toolexec=timeout 600 pyorch toolexec'").pyorch("go", "build", "./shade")
    assert told.code == 1
    assert "GOFLAGS has -toolexec=timeout 600 pyorch toolexec" in told.err
    alone = tagged.with_environment(GOFLAGS="'-toolexec=pyorch toolexec'").pyorch("go", "build", "./shade")
    assert (alone.code, alone.text) == (0, "")
