"""Flags of go commands: those that a nested build repeats, and those in GOFLAGS."""

from __future__ import annotations

import pytest

from orchestrion_py.gocommand.flags import (
    build_mode,
    flag_value,
    join_words,
    nested_flags,
    split_words,
    without_toolexec,
)


def test_a_nested_build_repeats_only_flags_that_change_archives() -> None:
    arguments = [
        "-v",
        "-race",
        "-o",
        "out",
        "-tags",
        "a,b",
        "-trimpath",
        "-p=4",
        "-gcflags=all=-N -l",
        "./...",
        "-msan",
    ]
    assert nested_flags("build", arguments) == ["-race", "-tags=a,b", "-trimpath", "-gcflags=all=-N -l"]


def test_the_last_build_mode_counts() -> None:
    assert build_mode(["-race", "-buildmode=pie", "-buildmode=plugin"]) == "plugin"
    assert build_mode(["-race"]) == ""


def test_for_run_and_build_flags_end_at_the_first_package() -> None:
    assert nested_flags("run", ["-race", ".", "-tags", "of-the-program"]) == ["-race"]


def test_for_test_flags_may_follow_the_packages_until_args() -> None:
    arguments = ["./...", "-run", "X", "-race", "-args", "-msan"]
    assert nested_flags("test", arguments) == ["-race"]


def test_a_value_that_looks_like_a_flag_is_a_value() -> None:
    assert nested_flags("build", ["-o", "-race", "."]) == []


def test_two_dashes_mean_the_same_as_one_and_the_last_value_counts() -> None:
    assert flag_value("build", ["--mod=vendor", "-mod", "mod"], "mod") == "mod"
    assert flag_value("build", ["."], "mod") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-v  -race", ["-v", "-race"]),
        ("'-toolexec=pyorch toolexec' -v", ["-toolexec=pyorch toolexec", "-v"]),
        ("\"-ldflags=-X a='b'\"", ["-ldflags=-X a='b'"]),
        ("", []),
        ("-v  -tags=a,b", ["-v", "-tags=a,b"]),
        ("'-toolexec=pyorch toolexec' -mod=mod", ["-toolexec=pyorch toolexec", "-mod=mod"]),
        ("\"-ldflags=-X 'a=b'\"", ["-ldflags=-X 'a=b'"]),
    ],
)
def test_goflags_are_split_as_go_splits_them(text: str, words: list[str]) -> None:
    assert split_words(text) == words
    assert split_words(join_words(words)) == words


def test_only_toolexec_is_removed_from_goflags() -> None:
    assert without_toolexec("'-toolexec=pyorch toolexec' -tags=x '-ldflags=-s -w'") == "-tags=x '-ldflags=-s -w'"
    assert without_toolexec("  -v  ") == "  -v  "


@pytest.mark.parametrize(
    ("verb", "arguments", "kept"),
    [
        ("build", ["-gcflags=-N -l"], ["-gcflags=.=-N -l"]),
        ("build", ["-gcflags", " -N", "./a", "x/b@v1"], ["-gcflags=./a=-N", "-gcflags=x/b=-N"]),
        ("run", ["-asmflags=-S", ".", "word"], ["-asmflags=.=-S"]),
        ("run", ["-gcflags=-N", "main.go", "word"], []),
        ("test", ["./a", "-gcflags=", "-run", "X", "./b"], ["-gcflags=./a=", "-gcflags=./b="]),
        ("build", ["-gcflags=x/...=-N", "-gcflags=all=", "./a"], ["-gcflags=x/...=-N", "-gcflags=all="]),
    ],
)
def test_flags_without_a_pattern_apply_to_the_packages_on_the_command_line(
    verb: str, arguments: list[str], kept: list[str]
) -> None:
    assert nested_flags(verb, arguments) == kept
    assert without_toolexec("-gcflags=-N -tags=x") == "-tags=x"


def test_a_nested_build_has_coverage_only_with_coverpkg() -> None:
    assert nested_flags("test", ["-cover", "./..."]) == []
    assert nested_flags("test", ["-coverprofile=c.out", "-covermode", "atomic", "./..."]) == []
    wanted = ["-cover", "-coverpkg=./...", "-covermode=atomic"]
    assert nested_flags("test", ["-coverpkg", "./...", "-covermode=atomic", "."]) == wanted
    assert without_toolexec("-cover -tags=x -coverpkg=./...") == "-tags=x"
