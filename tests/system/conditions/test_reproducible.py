"""Reproducibility: the same sources give the same bytes, wherever and however they are built."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import FILES, build_linking_program, salted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

# Runs a command as `pyorch go` does: with its own name as that of the owner of the plan.
_AS_GO = (
    "import os, subprocess, sys; from orchestrion_py.processes import identity;"
    "os.environ['PYORCH_OWNER'] = identity(os.getpid()); sys.exit(subprocess.run(sys.argv[1:]).returncode)"
)


@pytest.mark.row("reproducibility", "two folders (-trimpath), -p 1 and -p 8, an empty and a warm cache")
def test_a_binary_does_not_depend_on_folder_jobs_and_caches(warm: Workshop, tmp_path: Path) -> None:
    """With full caches, empty caches, and caches with everything but the module's own packages."""
    expected = build_linking_program(salted(warm, "the same"), "-p", "8")
    assert str(tmp_path).encode() not in expected
    settings = {**warm.environment, "GOCACHE": str(tmp_path / "empty"), "PYORCH_CACHE_DIR": str(tmp_path / "none")}
    other = salted(type(warm)(tmp_path / "other", settings).write(FILES), "the same")
    assert build_linking_program(other, "-p", "1") == expected
    assert build_linking_program(other, "-p", "8") == expected
    third = salted(type(warm)(tmp_path / "a third" / "folder", settings).write(FILES), "another")
    assert build_linking_program(third, "-p", "8") != expected
    assert build_linking_program(salted(third, "the same"), "-p", "1") == expected


def locales() -> list[str]:
    """Some different locales of this machine, and one that it does not have."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return ["C", "C.UTF-8", "nowhere.UTF-8", *listed[-3:]]


@pytest.mark.row("reproducibility", "-V=full in any locale, time zone and terminal, with any PYTHONHASHSEED")
def test_the_tool_id_is_the_same_for_everybody(warm: Workshop, tmp_path: Path) -> None:
    """The tool id, and everything that it is computed from, in newly made plans."""
    settings = [{"LC_ALL": name, "LANG": name, "LANGUAGE": name} for name in locales()]
    settings += [{"TZ": zone} for zone in ("UTC", "Pacific/Chatham", "America/St_Johns", "nonsense")]
    settings += [{"PYTHONHASHSEED": seed} for seed in ("0", "1", "4242")]
    settings += [{"TERM": "dumb"}, {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "7", "NO_COLOR": ""}]
    settings += [{"USER": "somebody", "LOGNAME": "somebody", "HOSTNAME": "elsewhere", "SHELL": "/bin/false"}]
    compiler = warm.go("tool", "-n", "compile").out.strip()
    said = set()
    for number, more in enumerate(settings):
        here = warm.with_environment(PYORCH_CACHE_DIR=str(tmp_path / f"cache {number}"), **more)
        assert here.pyorch("go", "list", "-export", "-f", "{{.BuildID}}", "./count").code == 0
        (plan,) = (tmp_path / f"cache {number}").glob("plans/*")
        version = here.with_environment(PYORCH_PLAN=str(plan)).run(
            sys.executable, "-c", _AS_GO, "pyorch", "toolexec", compiler, "-V=full"
        )
        assert version.code == 0
        said.add((plan.name, version.out, (plan / "suffix").read_text(), (plan / "plan.json").read_bytes()))
    assert len(said) == 1
    ((_, version_line, suffix, _),) = said
    assert version_line.rstrip("\n").endswith(suffix.rstrip("\n"))
