"""The tests of database drivers end the same with Datadog's aspects woven into database/sql."""

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

pytestmark = [pytest.mark.build, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Driver:
    """A module of the proxy, its package that registers the driver, the server that it talks to, and how many tests must pass.

    `skipped` are tests that fail without weaving here: they need TLS, another host, or a larger server.
    """

    module: str
    package: str
    passing: int
    server: Callable[[], AbstractContextManager[dict[str, str]]] = lambda: nullcontext({})
    skipped: tuple[str, ...] = ()


DRIVERS = [
    Driver("modernc.org/sqlite@v1.38.2", ".", 60),
    Driver("github.com/lib/pq@v1.12.3", ".", 100, postgres),
    Driver("github.com/jackc/pgx/v5@v5.6.0", "./stdlib", 60, postgres),
    Driver(
        "github.com/go-sql-driver/mysql@v1.9.2",
        ".",
        100,
        mariadb,
        ("TestConnectorReturnsTimeout", "TestIssue1567", "TestLongData", "TestTLS"),
    ),
]


def prepared(driver: Driver, folder: Path) -> Workshop:
    """A copy of the driver's module that `pyorch pin` has prepared, as a user's."""
    copy = copy_of_module(Workshop(folder), driver.module, "copy").with_environment(GOWORK="off", GOFLAGS="-mod=mod")
    pinned = copy.pyorch("pin")
    assert pinned.code == 0, pinned.text
    return copy


def addresses(given: dict[str, str]) -> dict[str, str]:
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


@pytest.mark.parametrize("driver", DRIVERS, ids=[driver.module.partition("@")[0] for driver in DRIVERS])
def test_the_tests_of_a_driver_end_as_with_plain_go(driver: Driver, tmp_path: Path) -> None:
    module = prepared(driver, tmp_path)
    skipped = [f"-skip=^({'|'.join(driver.skipped)})$"] if driver.skipped else []
    command = ("test", "-count=1", "-vet=off", "-short", "-json", *skipped, driver.package)
    plainly, with_aspects = [], []
    for _ in range(2):
        with driver.server() as given:
            plainly.append(outcomes(plain(module.with_environment(**addresses(given)), *command).out.splitlines()))
        with driver.server() as given:
            with_aspects.append(outcomes(woven(module.with_environment(**addresses(given)), *command).out.splitlines()))
    assert sum(1 for (_, test), outcome in plainly[0].items() if test and outcome.end == "pass") >= driver.passing
    assert {
        test for test in plainly[0].keys() | with_aspects[0].keys() if always_differs(test, plainly, with_aspects)
    } == set()
