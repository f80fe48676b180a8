"""The context of a go command: what nested builds take over from it."""

from __future__ import annotations

import pytest

from orchestrion_py.gocommand import build_context


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
    monkeypatch.setattr(build_context, "parent_command_line", lambda: words)
    assert build_context.jobs_of_parent() == jobs


def test_the_number_of_jobs_is_no_part_of_the_context(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_context, "find_go", lambda _environment: "/go/bin/go")
    contexts = [build_context.context_of_command("build", [*jobs, "."], "/m", {}) for jobs in ([], ["-p", "1"])]
    assert contexts[0].key() == contexts[1].key()
