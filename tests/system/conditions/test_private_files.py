"""Security: only the owner can read what a build writes, and pyorch does not trust files that others can write."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import WOVEN, build_linking_program, salted
from tests.helpers.smallest_program import assert_one_clear_message

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

WAYS = [["pyorch", "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"]]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.row("security", "temporary files 0600 in 0700 folders")
def test_files_and_folders_of_a_build_are_its_owner_s_alone(warm: Workshop) -> None:
    before = os.umask(0)
    try:
        built = salted(warm, "private").pyorch("go", "build", "-work", "-o", "linking", ".")
    finally:
        os.umask(before)
    assert built.code == 0, built.text
    cache, work = Path(warm.environment["PYORCH_CACHE_DIR"]), Path(built.err.strip().removeprefix("WORK="))
    try:
        assert mode(cache) == mode(work) == 0o700
        folders = [path for path in cache.rglob("*") if path.is_dir() and path.parent in (cache, cache / "plans")]
        folders += [path for path in work.rglob("pyorch") if path.is_dir()]
        assert len(folders) > 6
        assert {mode(path) for path in folders} == {0o700}
        # Except the compiler's own output, whose mode the compiler sets.
        files = [path for folder in folders for path in folder.glob("*") if path.is_file() and path.suffix != ".a"]
        assert len(files) > 12
        assert {path: oct(mode(path)) for path in files if mode(path) != 0o600} == {}
    finally:
        shutil.rmtree(work)


@pytest.mark.row("security", "world-writable folders and symlink races refused")
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("folder", ["", "index", "plans", "runs"])
def test_a_cache_that_every_user_may_write_is_refused(warm: Workshop, way: list[str], folder: str) -> None:
    build_linking_program(warm)
    path = Path(warm.environment["PYORCH_CACHE_DIR"]) / folder
    path.chmod(0o777)
    told = warm.run(*way, "-o", "refused", ".")
    assert told.code != 0
    assert_one_clear_message(told.text)
    assert f"the cache folder {path}" in told.err
    assert "may be written by every user" in told.err
    assert not (warm.folder / "refused").exists()


@pytest.mark.row("security", "world-writable folders and symlink races refused")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_cache_of_somebody_else_s_is_refused(warm: Workshop, tmp_path: Path, way: list[str]) -> None:
    """In /tmp any user may have created a folder or a link under the name that pyorch expects."""
    build_linking_program(warm)
    cache = Path(warm.environment["PYORCH_CACHE_DIR"])
    planted = tmp_path / "planted"
    planted.symlink_to(cache)
    os.lchown(planted, 4242, 4242)
    os.chown(cache / "runs", 4242, 4242)
    for name in (planted, cache):
        told = warm.with_environment(PYORCH_CACHE_DIR=str(name)).run(*way, "-o", "refused", ".")
        assert told.code != 0
        assert_one_clear_message(told.text)
        assert f"the cache folder {name}" in told.err
        assert "belongs to another user" in told.err


@pytest.mark.row("security", "world-writable folders and symlink races refused")
def test_links_in_the_place_of_what_will_be_written_are_not_followed(warm: Workshop, tmp_path: Path) -> None:
    """An attacker who guesses the name of a future file puts a link there, to a file that must not change."""
    build_linking_program(warm)
    (plan,) = Path(warm.environment["PYORCH_CACHE_DIR"]).glob("plans/*")
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    names = [plan / "archives", *plan.glob("linked.*.a"), *plan.glob("linked.*.a.sum")]
    for path in names:
        path.unlink()
        path.symlink_to(victim)
    (plan / "building-archives").symlink_to(victim)
    assert build_linking_program(salted(warm, "links", "main.go", "east/east.go"))
    assert victim.read_text() == "untouched"
    assert not any(path.is_symlink() for path in names)


@pytest.mark.row("security", "world-writable folders and symlink races refused")
def test_a_pointer_that_somebody_planted_names_no_plan(warm: Workshop, tmp_path: Path) -> None:
    """A plan names the interpreter to start, so pyorch ignores plans in folders of other users."""
    evil = tmp_path / "evil"
    (evil / "plan").mkdir(parents=True)
    (evil / "plan" / "suffix").write_text(":evil\n")
    (evil / "plan" / "always").touch()
    (evil / "plan" / "python").write_text(f"{evil}/run\n{evil}/run\n")
    (evil / "run").write_text(f"#!/bin/sh\ntouch {tmp_path}/pwned\nexit 1\n")
    (evil / "run").chmod(0o755)
    (evil / "runs").mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    os.chown(evil / "runs", 4242, 4242)
    # Every process id that go may get, so that the guess is right.
    planter = (
        "import os; from orchestrion_py.processes import identity;"
        f"open('{evil}/runs/' + identity(os.getpid()), 'w').write('{evil}/plan\\n');"
        "os.execvp('go', ['go', 'build', '-toolexec=pyorch toolexec', '-o', 'linking', '.'])"
    )
    told = warm.with_environment(PYORCH_CACHE_DIR=str(evil)).run(sys.executable, "-c", planter)
    assert told.code != 0
    assert "belongs to another user" in told.err
    assert not (tmp_path / "pwned").exists()
    # If the folder is the user's own, the plan is used: without this check the test could not fail.
    os.chown(evil / "runs", os.geteuid(), os.getegid())
    warm.with_environment(PYORCH_CACHE_DIR=str(evil)).run(sys.executable, "-c", planter)
    assert (tmp_path / "pwned").exists()


@pytest.mark.row("security", "world-writable folders and symlink races refused")
def test_a_folder_for_temporary_files_that_every_user_may_write(warm: Workshop, tmp_path: Path) -> None:
    """As /tmp is: go and pyorch create their own folders in it, and remove them."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert build_linking_program(salted(warm.with_environment(TMPDIR=str(shared)), "shared"))
    assert list(shared.iterdir()) == []
    assert warm.run("./linking").out == WOVEN
