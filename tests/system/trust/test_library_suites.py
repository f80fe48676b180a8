"""The tests of database drivers, websockets and HTTP/2 end the same with Datadog's aspects woven in.

`make test` runs the quickest, `make test-all` all of them. Debian has the servers, as postgresql and mariadb-server.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop, copy_of_module
from tests.system.frameworks.servers import mariadb, postgres
from tests.system.trust.outcomes import always_differs, outcomes
from tests.system.trust.torture import plain, woven

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.helpers.workshop import Result
    from tests.system.trust.outcomes import Outcome, Test

pytestmark = pytest.mark.build


@dataclass(frozen=True, slots=True)
class Suite:
    """A module, the package whose tests run, how many of them must pass, and the server that they talk to.

    `skipped` are tests that fail without weaving here: they need TLS, another host, or a larger server.
    """

    module: str
    package: str
    passing: int
    server: Callable[[], AbstractContextManager[dict[str, str]]] = lambda: nullcontext({})
    skipped: tuple[str, ...] = ()


SAMPLE = Suite("github.com/gorilla/websocket@v1.5.0", ".", 50)
SUITES = [
    Suite("github.com/coder/websocket@v1.8.15", ".", 40),
    Suite("golang.org/x/net@v0.52.0", "./http2", 200),
    Suite("modernc.org/sqlite@v1.38.2", ".", 60),
    Suite("github.com/mattn/go-sqlite3@v1.14.28", ".", 60),
    Suite("github.com/lib/pq@v1.12.3", ".", 100, postgres),
    Suite("github.com/jackc/pgx/v5@v5.6.0", "./stdlib", 60, postgres),
    Suite(
        "github.com/go-sql-driver/mysql@v1.9.2",
        ".",
        100,
        mariadb,
        ("TestConnectorReturnsTimeout", "TestIssue1567", "TestLongData", "TestTLS"),
    ),
]


def test_a_sample_ends_as_with_plain_go(tmp_path: Path) -> None:
    assert differing(SAMPLE, tmp_path) == set()


@pytest.mark.slow
@pytest.mark.parametrize("suite", SUITES, ids=[suite.module.partition("@")[0] for suite in SUITES])
def test_the_tests_of_a_library_end_as_with_plain_go(suite: Suite, tmp_path: Path) -> None:
    assert differing(suite, tmp_path) == set()


def differing(suite: Suite, folder: Path) -> set[Test]:
    """The tests that end otherwise when woven, in two runs of each kind."""
    module = prepared(suite, folder)
    runs: dict[Callable[..., Result], list[dict[Test, Outcome]]] = {plain: [], woven: []}
    for _ in range(2):
        for build, found in runs.items():
            found.append(outcomes_of(suite, module, build))
    assert sum(1 for (_, test), outcome in runs[plain][0].items() if test and outcome.end == "pass") >= suite.passing
    return {
        test for test in runs[plain][0].keys() | runs[woven][0].keys() if always_differs(test, runs[plain], runs[woven])
    }


def prepared(suite: Suite, folder: Path) -> Workshop:
    """A copy of the module that `pyorch pin` has prepared, as a user's."""
    copy = copy_of_module(Workshop(folder), suite.module, "copy").with_environment(GOWORK="off", GOFLAGS="-mod=mod")
    # With an older go line, go reads the go.mod of everything that the tracing library could need.
    assert copy.go("mod", "edit", "-go=1.25.0").code == 0
    pinned = copy.pyorch("pin")
    assert pinned.code == 0, pinned.text
    return copy


def outcomes_of(suite: Suite, module: Workshop, build: Callable[..., Result]) -> dict[Test, Outcome]:
    """Run the tests once, with a new server."""
    skipped = [f"-skip=^({'|'.join(suite.skipped)})$"] if suite.skipped else []
    with suite.server() as given:
        ran = build(
            module.with_environment(**variables(given)),
            *("test", "-count=1", "-vet=off", "-short", "-json", *skipped, suite.package),
        )
    return outcomes(ran.out.splitlines())


def variables(given: dict[str, str]) -> dict[str, str]:
    """The variables in which the tests of drivers look for their server."""
    url = given.get("POSTGRES_URL")
    if url is None:
        return given
    port = url.rpartition(":")[2].partition("/")[0]
    return {
        "PGHOST": "127.0.0.1",
        "PGPORT": port,
        "PGUSER": "postgres",
        "PGDATABASE": "postgres",
        "PGSSLMODE": "disable",
        "PGX_TEST_DATABASE": url,
    }
