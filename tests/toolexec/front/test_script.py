"""The `pyorch` script: Python starts only for a package that has one of the plan's literals. A shell script stands for Python."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.processes import identity, pid_of, process_started, system
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = REPOSITORY / "orchestrion_py" / "toolexec" / "front" / "pyorch"


def program(path: Path, says: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    (folder / "single-flight").mkdir(parents=True)
    (folder / "suffix").write_text(":pyorch@1;x\n")
    (folder / "literals").write_text("package example.com/a;\npackage-name main;\npackagefile net/http=\n//dd:span\n")
    python = program(tmp_path / "python", "python")
    (folder / "python").write_text(f"{python}\n{python}\n")
    return folder


def who_compiles(
    plan: Path,
    import_path: str,
    *,
    imports: str = "",
    source: str = "package p\n",
    flags: str = "",
    before: tuple[str, ...] = (),
    **environment: str,
) -> str:
    """Call the script as go does; `compiler` if it ran the compiler itself, `python` if it left that to Python.

    `before` are the words before `pyorch toolexec` in -toolexec. Without `environment`, this process is `pyorch go`.
    """
    folder = plan.parent
    compiler = program(folder / "tools" / "compile", "compiler")
    (folder / "importcfg").write_text(imports)
    (folder / "p.go").write_text(source)
    name = "main" if import_path.endswith("/main") else import_path
    words = [
        "-o",
        f"{folder}/p.a",
        "-trimpath",
        f"{folder}=>",
        "-p",
        name,
        "-lang=go1.25",
        "-complete",
        "-buildid",
        "a/a",
    ]
    words += [
        "-goversion",
        "go1.26",
        *flags.split(),
        "-c=2",
        "-nolocalimports",
        "-importcfg",
        f"{folder}/importcfg",
        "-pack",
    ]
    called = subprocess.run(
        [*before, "sh", SCRIPT, "toolexec", compiler, *words, folder / "p.go"],
        env={
            "PATH": os.environ["PATH"],
            "TOOLEXEC_IMPORTPATH": import_path,
            **(environment or {"PYORCH_PLAN": str(plan), "PYORCH_OWNER": identity(os.getpid())}),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return called.stdout.rstrip()


def test_without_a_literal_no_python_starts(plan: Path) -> None:
    assert who_compiles(plan, "example.com/b", imports="packagefile fmt=/cache/fmt.a\n") == "compiler"


@pytest.mark.parametrize("flags", ["-N -l", "-d=checkptr"])
def test_flags_of_the_user_do_not_matter(plan: Path, flags: str) -> None:
    assert who_compiles(plan, "example.com/b", flags=flags) == "compiler"
    assert who_compiles(plan, "example.com/a", flags=flags) == "python"


def test_a_literal_in_path_name_imports_or_source_starts_python(plan: Path) -> None:
    assert who_compiles(plan, "example.com/a") == "python"
    assert who_compiles(plan, "example.com/b/main") == "python"
    assert who_compiles(plan, "example.com/b", imports="packagefile net/http=/cache/http.a\n") == "python"
    assert who_compiles(plan, "example.com/b", source="package p\n\n//dd:span\nfunc f() {}\n") == "python"


def test_a_word_that_looks_like_a_file_leaves_the_decision_to_python(plan: Path) -> None:
    assert who_compiles(plan, "example.com/b", flags="-d panic") == "python"


# Programs that stand before pyorch in -toolexec. All but `env` stay, as its parent.
BEFORE = [
    ("timeout", "600"),
    ("timeout", "600", "timeout", "500"),
    ("env", "X=1"),
    ("sh", "-c", '"$@"; exit $?', "--"),
    ("sh", "-c", 'exec "$@"', ") (a name)"),
]


@pytest.mark.parametrize("before", [(), *BEFORE], ids=" ".join)
def test_the_plan_is_found_through_programs_in_between(plan: Path, before: tuple[str, ...]) -> None:
    assert who_compiles(plan, "example.com/b", before=before) == "compiler"


@pytest.mark.parametrize("before", [(), *BEFORE], ids=" ".join)
def test_a_pointer_is_found_through_programs_in_between(plan: Path, before: tuple[str, ...]) -> None:
    cache = plan.parent / "cache"
    (cache / "runs").mkdir(parents=True)
    pointer = cache / "runs" / identity(os.getpid())
    pointer.write_text(f"{plan}\n")
    assert who_compiles(plan, "example.com/b", before=before, PYORCH_CACHE_DIR=str(cache)) == "compiler"


def test_the_script_and_python_give_processes_the_same_name(plan: Path) -> None:
    who_compiles(plan, "example.com/b")
    pid, started, rest = (plan / "single-flight" / "a").read_text().rstrip("\n").split(".", 2)
    assert pid.isdecimal()
    assert int(started) >= int(process_started(os.getpid()))
    assert rest == system()


@pytest.mark.parametrize("what", ["boot", "container", "start"])
def test_a_pointer_of_another_system_is_not_believed(plan: Path, what: str) -> None:
    """A process there may have the same id and start time; so may one here, after the next boot."""
    boot, mount = system().split(".")
    name = {
        "boot": f"{os.getpid()}.{process_started(os.getpid())}.{boot[::-1]}.{mount}",
        "container": f"{os.getpid()}.{process_started(os.getpid())}.{boot}.{mount}9",
        "start": f"{os.getpid()}.1.{boot}.{mount}",
    }[what]
    assert pid_of(name) == os.getpid()
    cache = plan.parent / "cache"
    (cache / "runs").mkdir(parents=True)
    (cache / "runs" / name).write_text(f"{plan}\n")
    assert falls_back(plan, PYORCH_CACHE_DIR=str(cache))
    # The environment is inherited, so this process is of the same system.
    assert falls_back(plan, PYORCH_PLAN=str(plan), PYORCH_OWNER=name) == (what == "start")


def falls_back(plan: Path, **environment: str) -> bool:
    """Whether the script finds no plan, and leaves the call to the command beside it."""
    script = plan.parent / "bin" / "pyorch"
    program(script.with_name("pyorch-py"), "no plan")
    script.write_bytes(SCRIPT.read_bytes())
    compiler = program(plan.parent / "tools" / "compile", "compiler 1")
    called = subprocess.run(
        ["sh", script, "toolexec", compiler, "-V=full"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return called.stdout == "no plan\n"


def test_above_another_go_command_there_is_the_plan_of_another_build(plan: Path) -> None:
    """A test may run a build of another module, with a plain -toolexec."""
    cache = plan.parent / "cache"
    (cache / "runs").mkdir(parents=True)
    (cache / "runs" / identity(os.getpid())).write_text(f"{plan}\n")
    script = plan.parent / "bin" / "pyorch"
    program(script.with_name("pyorch-py"), "no plan")
    script.write_bytes(SCRIPT.read_bytes())
    compiler = program(plan.parent / "tools" / "compile", "compiler 1")
    inner = plan.parent / "inner" / "go"
    inner.parent.mkdir()
    inner.symlink_to("/bin/sh")
    words = [str(inner), "-c", '"$@"; exit $?', "--", "sh", str(script), "toolexec", str(compiler), "-V=full"]
    environment = {"PATH": os.environ["PATH"], "PYORCH_CACHE_DIR": str(cache)}
    called = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    assert called.stdout == "no plan\n"
