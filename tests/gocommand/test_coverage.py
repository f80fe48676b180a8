"""What -cover covers without -coverpkg."""

from __future__ import annotations

import pytest

from orchestrion_py.gocommand.coverage import coverage_of


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("build", "-cover .", ["-cover", "build", "", "."]),
        ("run", "-cover ./app argument", ["-cover", "build", "", "./app"]),
        ("build", "-o p -covermode=atomic", ["-cover", "build", "atomic", "."]),
        ("test", "-coverprofile c.out ./... -covermode set", ["-cover", "test", "set", "./..."]),
        ("test", "-cover=true ./a example.com/b", ["-cover", "test", "", "./a", "example.com/b"]),
    ],
)
def test_what_is_covered(verb: str, words: str, expected: list[str]) -> None:
    coverage = coverage_of(verb, words.split())
    assert coverage is not None
    assert coverage.words() == expected


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("build", "."),
        ("test", "-run Cover ./..."),
        ("build", "-cover=false ."),
        ("test", "-cover -coverpkg=./... ./..."),
    ],
)
def test_nothing_is_covered_or_coverpkg_names_it(verb: str, words: str) -> None:
    assert coverage_of(verb, words.split()) is None


def test_the_flags_name_packages() -> None:
    coverage = coverage_of("build", ["-covermode=count", "."])
    assert coverage is not None
    assert coverage.flags(["a", "b/c"]) == ["-cover", "-coverpkg=a,b/c", "-covermode=count"]
    assert coverage.flags([]) == []
