"""The context of a go command: what nested builds take over from it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from orchestrion_py.gocommand import build_context
from orchestrion_py.gocommand.go_process import GoProcess


@pytest.mark.parametrize(
    ("words", "jobs"),
    [
        (["go", "build", "-p", "1", "-o", "x", "."], ["-p=1"]),
        (["go", "-C", "there", "test", "-p=3", "./..."], ["-p=3"]),
        (["go", "run", ".", "-p", "1"], []),
        (["go", "build", "."], []),
        ([], []),
    ],
)
def test_nested_builds_run_as_many_tools_at_a_time(
    words: list[str], jobs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_context, "running_go", lambda _environment: GoProcess(1, words, "/m"))
    assert build_context.jobs_of_running_go({}) == jobs


def test_the_number_of_jobs_is_no_part_of_the_context(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_context, "find_go", lambda _environment: "/go/bin/go")
    contexts = [build_context.context_of_command("build", [*jobs, "."], "/m", {}) for jobs in ([], ["-p", "1"])]
    assert contexts[0].key() == contexts[1].key()


def key(**environment: str) -> str:
    return build_context.BuildContext("/m", "/go/bin/go", (), environment).key()


def test_only_variables_that_go_or_a_compiler_reads_count() -> None:
    assert key(GO_PIPELINE_COUNTER="1") == key(GO_PIPELINE_COUNTER="2", GOCD_URL="x", LANG="C") == key()
    assert (
        len({key(), key(GOARCH="arm64"), key(CGO_CFLAGS="-O0"), key(CPATH="/inc"), key(PYORCH_ASPECTS="modules")}) == 5
    )


# Variables that go knows, and that change neither what it finds nor what it compiles.
WITHOUT_EFFECT = {
    "GOAUTH", "GOBIN", "GOCACHEPROG", "GOEXE", "GOGCCFLAGS", "GOHOSTARCH", "GOHOSTOS", "GOINSECURE", "GONOPROXY", "GONOSUMDB",
    "GOPRIVATE", "GOPROXY", "GOSUMDB", "GOTMPDIR", "GOTOOLDIR", "GOVCS",
}  # fmt: skip


@pytest.mark.build
def test_go_knows_no_other_variables() -> None:
    root = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip()
    source = (Path(root) / "src" / "internal" / "cfg" / "cfg.go").read_text(encoding="utf-8")
    known = set(re.findall(r"^\t([A-Z0-9_]+)$", source, re.MULTILINE))
    assert known - set(build_context.VARIABLES) <= WITHOUT_EFFECT
