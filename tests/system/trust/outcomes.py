"""Reads the outcomes of tests from `go test -json`, and compares plain with woven runs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The source position of a message or of a panic's frame.
_PLACE = re.compile(r"[\w./@-]*\w\.go:\d+(?::\d+)?")
# Some names of tests contain an address, the time or a random number.
_FLEETING = re.compile(
    r"0x[0-9a-f]+|time\.Date\([^)]*\)|\d{4}-\d\d-\d\d[_T]\d\d:\d\d:\d\d[.\d]*|\b_?ext:\d+|[0-9a-f]{40,}", re.ASCII
)
_FINAL = frozenset({"pass", "fail", "skip"})

Test = tuple[str, str]


@dataclass(slots=True)
class Outcome:
    """How a test ended, and the source positions in its output. The outcome without a name is that of the package."""

    end: str = "none"
    places: list[str] = field(default_factory=list)


def outcomes(lines: Iterable[str]) -> dict[Test, Outcome]:
    """The outcome of every test in the output of `go test -json`."""
    found: dict[Test, Outcome] = defaultdict(Outcome)
    for line in lines:
        event = json.loads(line)
        test = found[event.get("Package", event.get("ImportPath", "")), _FLEETING.sub("…", event.get("Test", ""))]
        if event["Action"] in _FINAL:
            test.end = event["Action"]
        elif event["Action"] == "output":
            test.places += _PLACE.findall(event["Output"])
    return dict(found)


def differences(plain: dict[Test, Outcome], again: dict[Test, Outcome], woven: dict[Test, Outcome]) -> dict[Test, str]:
    """The tests that end differently when woven, or print other positions. Tests whose plain runs differ do not count."""
    found = {}
    for test in plain.keys() | woven.keys():
        first, second, third = (run.get(test, Outcome()) for run in (plain, again, woven))
        if first.end != second.end:
            continue
        if third.end != first.end:
            found[test] = f"{first.end} plain, {third.end} woven"
        elif sorted(first.places) == sorted(second.places) != sorted(third.places):
            found[test] = f"{_only(first, third)} plain, {_only(third, first)} woven"
    return found


def flaky(plain: dict[Test, Outcome], again: dict[Test, Outcome]) -> set[Test]:
    """The tests whose plain runs differ."""
    return {
        test for test in plain.keys() | again.keys() if plain.get(test, Outcome()).end != again.get(test, Outcome()).end
    }


def always_differs(test: Test, plain: Iterable[dict[Test, Outcome]], woven: Iterable[dict[Test, Outcome]]) -> bool:
    """Whether no woven run of a test ends as a plain one, or all runs of one kind print a position that no other run does."""
    plainly = [run.get(test, Outcome()) for run in plain]
    with_aspects = [run.get(test, Outcome()) for run in woven]
    if not {outcome.end for outcome in plainly} & {outcome.end for outcome in with_aspects}:
        return True
    return bool(_in_all(plainly) - _in_any(with_aspects) or _in_all(with_aspects) - _in_any(plainly))


def _in_all(runs: list[Outcome]) -> set[str]:
    return set.intersection(*(set(outcome.places) for outcome in runs))


def _in_any(runs: list[Outcome]) -> set[str]:
    return {place for outcome in runs for place in outcome.places}


def _only(one: Outcome, other: Outcome) -> list[str]:
    return sorted(set(one.places) - set(other.places))[:5]
