"""Runs the tests of Go's standard library, plain and woven with Datadog's aspects, in the same environment."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.workshop import Workshop
from tests.system.trust.outcomes import always_differs, outcomes
from tests.system.trust.torture import Comparison, compare, newest_go_mod, plain, woven

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tests.system.trust.outcomes import Test

# Packages in which Datadog's aspects for the standard library match.
_PROGRAM = """package main

import (
	_ "database/sql"
	_ "log/slog"
	_ "net/http"
	_ "os"
)

func main() {}
"""
# The goroutines of a panic's dump vary: two runs may agree by chance.
_AGAIN = 2
_TESTED = "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}"


def pinned_module(folder: Path) -> Workshop:
    """A module that `pyorch pin` has prepared, as a user's."""
    folder.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(folder)
    workshop.write({"go.mod": newest_go_mod(workshop, "example.com/judge"), "main.go": _PROGRAM})
    pinned = workshop.pyorch("pin")
    assert pinned.code == 0, pinned.text
    return workshop


def packages_with_tests(workshop: Workshop) -> list[str]:
    """The packages of the standard library that have tests, internal ones included."""
    listed = plain(workshop, "list", f"-f={_TESTED}", "std")
    assert listed.code == 0, listed.err
    return [path for path in listed.out.split() if not path.startswith("vendor/")]


def woven_packages(workshop: Workshop) -> set[str]:
    """The packages of the standard library that the aspects change, by `pyorch weave`."""
    told = workshop.pyorch("weave", "--json", *plain(workshop, "list", "std").out.split())
    assert told.code == 0, told.text
    files = [json.loads(line) for line in told.out.splitlines()]
    sources = Path(workshop.go("env", "GOROOT").out.strip()) / "src"
    return {str(Path(file["path"]).relative_to(sources).parent) for file in files if file["woven"] is not None}


def judge(workshop: Workshop, packages: Sequence[str], *flags: str) -> Comparison:
    """Compare the tests of packages. Packages with a difference run again, to exclude chance.

    A test whose plain runs, or whose woven runs, differ proves nothing.
    """
    found = compare(workshop, packages, "-short", *flags)
    suspicious = sorted({package for package, _ in found.differing} & set(packages))
    if not suspicious:
        return found
    command = ("test", "-count=1", "-json", "-short", *flags, *suspicious)
    plainly, with_aspects = [found.plain], [found.woven]
    for _ in range(_AGAIN):
        plainly.append({**found.plain, **outcomes(plain(workshop, *command).out.splitlines())})
        with_aspects.append({**found.woven, **outcomes(woven(workshop, *command).out.splitlines())})
    differing = {test: what for test, what in found.differing.items() if always_differs(test, plainly, with_aspects)}
    return replace(found, differing=differing, unsteady=found.unsteady | (found.differing.keys() - differing.keys()))


def judge_all(workshop: Workshop, packages: Sequence[str], otherwise: Collection[Test], *flags: str) -> Comparison:
    """Compare packages, and run tests that must end differently alone, because one that panics ends the others."""
    special = sorted({package for package, _ in otherwise})
    found = [judge(workshop, [package for package in packages if package not in special], *flags)]
    for package in special:
        names = "|".join(sorted(test for where, test in otherwise if where == package))
        found.append(judge(workshop, [package], f"-skip=^({names})$", *flags))
    for package, test in sorted(otherwise):
        found.append(_narrowed(judge(workshop, [package], f"-run=^{test}$", *flags), (package, test)))
    return Comparison(
        {test: outcome for each in found for test, outcome in each.plain.items()},
        {test: outcome for each in found for test, outcome in each.woven.items()},
        {test: what for each in found for test, what in each.differing.items()},
        frozenset(test for each in found for test in each.unsteady),
    )


def _narrowed(found: Comparison, test: Test) -> Comparison:
    """The result of one test, without its subtests and its package, which end as it does."""
    return replace(found, differing={each: what for each, what in found.differing.items() if each == test})


def passing(found: Comparison) -> set[str]:
    """The packages whose tests all pass with plain go."""
    return {package for (package, test), outcome in found.plain.items() if not test and outcome.end == "pass"}


def count_of_tests(found: Comparison) -> int:
    """The number of tests, subtests included."""
    return sum(1 for _, test in found.plain if test)
