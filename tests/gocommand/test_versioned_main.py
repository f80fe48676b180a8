"""`go run pkg@version` and `go install pkg@version` build another module."""

from __future__ import annotations

import pytest

from orchestrion_py.gocommand.versioned_main import absolute, builds_other_module


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("run", ["-race", "example.com/a@v1.0.0", "me@home"], True),
        ("run", ["-tags", "x@y", ".", "me@home"], False),
        ("install", ["-v", "example.com/a@latest", "example.com/b@latest"], True),
        ("install", ["./..."], False),
        ("build", ["example.com/a@v1.0.0"], False),
    ],
)
def test_commands_that_build_another_module(verb: str, words: list[str], expected: bool) -> None:
    assert builds_other_module(verb, words) is expected


def test_relative_paths_in_flags_start_at_the_folder_where_go_runs() -> None:
    flags = ("-overlay=o.json", "-pgo=auto", "-pgo=a/b.pgo", "-tags=x", "-overlay=/o.json")
    assert absolute(flags, "/here") == (
        "-overlay=/here/o.json", "-pgo=auto", "-pgo=/here/a/b.pgo", "-tags=x", "-overlay=/o.json",
    )  # fmt: skip
