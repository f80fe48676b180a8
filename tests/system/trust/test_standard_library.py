"""The standard library's own tests end the same with Datadog's aspects woven in.

`make test` runs a few packages, `make test-all` all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.compatibility_results import keep
from tests.system.trust.standard_library import (
    count_of_tests,
    judge_all,
    packages_with_tests,
    passing,
    pinned_module,
    woven_packages,
)

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop
    from tests.system.trust.outcomes import Test
    from tests.system.trust.torture import Comparison

pytestmark = pytest.mark.build

# net/http and database/sql are woven themselves. All injected code imports errors and context, which go compiles again for
# their tests.
SAMPLE = ["context", "database/sql", "errors", "net/http", "net/http/httputil"]

# Every request and every query passes woven code, on many goroutines.
RACED = ["database/sql", "net/http"]

# Why a test must end differently when the code that it examines is woven.
OTHERWISE: dict[Test, str] = {
    ("net/http", "TestTransportClone"): (
        "expects a clone to set each exported field of a Transport; pyorch adds one, which marks the tracer's own transports"
    ),
    (
        "runtime",
        "TestSizeof",
    ): "checks the size of the runtime's structs; a goroutine has one more field, for its span",
}


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return pinned_module(tmp_path_factory.mktemp("judge") / "module")


@pytest.fixture(scope="module")
def woven(module: Workshop) -> set[str]:
    """The woven packages of the standard library; without any, the tests would compare plain runs with plain runs."""
    found = woven_packages(module)
    assert found >= {"database/sql", "log/slog", "net/http", "os", "runtime"}
    return found


def test_tests_of_a_few_packages_end_as_with_plain_go(module: Workshop, woven: set[str]) -> None:
    judgement = judge_all(module, SAMPLE, [test for test in OTHERWISE if test[0] in SAMPLE])
    assert woven.intersection(SAMPLE)
    assert passing(judgement) == set(SAMPLE)
    assert judgement.differing.keys() == {test for test in OTHERWISE if test[0] in SAMPLE}, judgement.differing


@pytest.mark.slow
def test_tests_with_the_race_detector_end_as_with_plain_go(module: Workshop, woven: set[str]) -> None:
    assert woven.issuperset(RACED)
    otherwise = [test for test in OTHERWISE if test[0] in RACED]
    judgement = judge_all(module, RACED, otherwise, "-race")
    assert count_of_tests(judgement) > 500
    assert judgement.differing.keys() == set(otherwise), judgement.differing


@pytest.mark.slow
def test_tests_of_all_packages_end_as_with_plain_go(module: Workshop, woven: set[str]) -> None:
    packages = packages_with_tests(module)
    judgement = judge_all(module, packages, OTHERWISE)
    keep("standard-library", {"whole": _facts(packages, judgement, woven)})
    print(
        f"{count_of_tests(judgement)} tests in {len(packages)} packages; not the same in two runs: {sorted(judgement.unsteady)}"
    )
    assert len(packages) >= 150
    assert len(passing(judgement)) >= 150
    assert judgement.differing.keys() == OTHERWISE.keys(), judgement.differing


def _facts(packages: list[str], judgement: Comparison, woven: set[str]) -> dict[str, Any]:
    """The figures for docs/compatibility.md."""
    differing = {
        (package, test): OTHERWISE.get((package, test), f"not understood: {what}")
        for (package, test), what in judgement.differing.items()
    }
    return {
        "packages": len(packages),
        "passed": len(passing(judgement)),
        "tests": count_of_tests(judgement),
        "woven": sorted(woven),
        "unsteady": sorted(f"{package} {test}".strip() for package, test in judgement.unsteady),
        "differing": [[f"{package} {test}".strip(), why] for (package, test), why in sorted(differing.items())],
    }
