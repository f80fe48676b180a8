"""The `pyorch` script: Python starts only for a package that has one of the plan's literals. A shell script stands for Python."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

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
    plan: Path, import_path: str, *, imports: str = "", source: str = "package p\n", flags: str = ""
) -> str:
    """Call the script as go does; `compiler` if it ran the compiler itself, `python` if it left that to Python."""
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
        ["sh", SCRIPT, "toolexec", compiler, *words, folder / "p.go"],
        env={
            "PATH": os.environ["PATH"],
            "PYORCH_PLAN": str(plan),
            "PYORCH_OWNER": str(os.getpid()),
            "TOOLEXEC_IMPORTPATH": import_path,
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
