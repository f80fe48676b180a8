"""The comparison of test outcomes tells real differences between plain and woven runs from chance."""

from __future__ import annotations

import pytest

from tests.system.trust.outcomes import Outcome, always_differs

TEST = ("example.com/app", "TestIt")


def runs(*told: str) -> list[dict[tuple[str, str], Outcome]]:
    """Outcomes of one test, one for each run: its end and the positions that it prints."""
    return [{TEST: Outcome(end, places)} for end, *places in (each.split() for each in told)]


@pytest.mark.parametrize(
    ("plain", "woven", "expected"),
    [
        (("pass", "pass"), ("fail", "fail"), True),
        (("pass", "pass"), ("fail", "pass"), False),
        (("pass", "fail"), ("fail", "fail"), False),
        (("fail a.go:1", "fail a.go:1"), ("fail a.go:2", "fail a.go:2"), True),
        (("fail a.go:1", "fail a.go:1"), ("fail a.go:1 b.go:2", "fail a.go:1 b.go:2"), True),
        (("fail a.go:1 proc.go:7", "fail a.go:1 proc.go:8"), ("fail a.go:1 proc.go:9", "fail a.go:1 proc.go:8"), False),
        (("pass a.go:1", "pass a.go:1"), ("pass", "pass a.go:1"), False),
    ],
)
def test_only_a_difference_in_every_run_counts(plain: tuple[str, ...], woven: tuple[str, ...], expected: bool) -> None:
    assert always_differs(TEST, runs(*plain), runs(*woven)) is expected


def test_a_test_that_is_missing_when_woven_differs() -> None:
    assert always_differs(TEST, runs("pass", "pass"), [{}, {}])
