"""The tests of Go's standard library, run plainly and woven with Datadog's aspects, in the same environment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.builds.toolbox import Workshop
from tests.trust.outcomes import differences, flaky, outcomes
from tests.trust.torture import plain, woven

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tests.trust.outcomes import Outcome, Test

# Where each of Datadog's aspects for the standard library finds something to do.
_PROGRAM = """package main

import (
	_ "database/sql"
	_ "log/slog"
	_ "net/http"
	_ "os"
)

func main() {}
"""
_TESTED = "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What plain and woven runs of the same tests came to: what differs, and what is not the same from run to run."""

    first: dict[Test, Outcome]
    differing: dict[Test, str]
    unsteady: frozenset[Test]

    @property
    def tests(self) -> int:
        """How many tests there are, subtests among them."""
        return sum(1 for _, test in self.first if test)

    def packages_that(self, end: str) -> set[str]:
        """The packages whose tests ended so plainly, as a whole."""
        return {package for (package, test), outcome in self.first.items() if not test and outcome.end == end}


def pinned_module(folder: Path) -> Workshop:
    """A module that `pyorch pin` has prepared, as a user's would be."""
    folder.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(folder)
    # The version decides which old behaviour GODEBUG brings back, and the standard library is tested with the new one.
    version = ".".join(workshop.go("env", "GOVERSION").out.strip().removeprefix("go").split(".")[:2])
    workshop.write({"go.mod": f"module example.com/judge\n\ngo {version}\n", "main.go": _PROGRAM})
    pinned = workshop.pyorch("pin")
    assert pinned.code == 0, pinned.text
    return workshop


def packages_with_tests(workshop: Workshop) -> list[str]:
    """The packages of the standard library that have tests; go test takes internal ones as well."""
    listed = plain(workshop, "list", f"-f={_TESTED}", "std")
    assert listed.code == 0, listed.err
    return [path for path in listed.out.split() if not path.startswith("vendor/")]


def woven_packages(workshop: Workshop) -> set[str]:
    """The packages of the standard library that the aspects change, as `pyorch weave` tells it."""
    told = workshop.pyorch("weave", "--json", *plain(workshop, "list", "std").out.split())
    assert told.code == 0, told.text
    files = [json.loads(line) for line in told.out.splitlines()]
    sources = Path(workshop.go("env", "GOROOT").out.strip()) / "src"
    return {str(Path(file["path"]).relative_to(sources).parent) for file in files if file["woven"] is not None}


def judge(workshop: Workshop, packages: Sequence[str], *flags: str) -> Judgement:
    """Run the tests of packages plainly and woven; those of packages with a difference run once more, both ways.

    A test proves nothing that plain runs do not agree about, or woven ones.
    """
    command = ("test", "-short", "-count=1", "-json", *flags)
    first = outcomes(plain(workshop, *command, *packages).out.splitlines())
    first_woven = outcomes(woven(workshop, *command, *packages).out.splitlines())
    suspicious = sorted({package for package, _ in differences(first, first, first_woven)} & set(packages))
    if not suspicious:
        return Judgement(first, {}, frozenset())
    again = {**first, **outcomes(plain(workshop, *command, *suspicious).out.splitlines())}
    again_woven = {**first_woven, **outcomes(woven(workshop, *command, *suspicious).out.splitlines())}
    found = differences(first, again, first_woven)
    unsteady = flaky(first, again) | {test for test in found if not _same(first_woven, again_woven, test)}
    return Judgement(first, {test: what for test, what in found.items() if test not in unsteady}, frozenset(unsteady))


def _same(one: dict[Test, Outcome], other: dict[Test, Outcome], test: Test) -> bool:
    first, second = one.get(test), other.get(test)
    if first is None or second is None:
        return first is second
    return first.end == second.end and sorted(first.places) == sorted(second.places)


def judge_all(workshop: Workshop, packages: Sequence[str], otherwise: Collection[Test]) -> Judgement:
    """Judge packages, with tests that are known to end otherwise each by itself: one that panics takes the others with it."""
    special = sorted({package for package, _ in otherwise})
    judgements = [judge(workshop, [package for package in packages if package not in special])]
    for package in special:
        names = "|".join(sorted(test for where, test in otherwise if where == package))
        judgements.append(judge(workshop, [package], f"-skip=^({names})$"))
    for package, test in sorted(otherwise):
        judgements.append(_narrowed(judge(workshop, [package], f"-run=^{test}$"), (package, test)))
    return Judgement(
        {test: outcome for each in judgements for test, outcome in each.first.items()},
        {test: what for each in judgements for test, what in each.differing.items()},
        frozenset(test for each in judgements for test in each.unsteady),
    )


def _narrowed(judgement: Judgement, test: Test) -> Judgement:
    """What was judged of one test; its subtests, and its package, end as it does."""
    differing = {each: what for each, what in judgement.differing.items() if each == test}
    return Judgement(judgement.first, differing, judgement.unsteady)
