"""Keeps the result of each story for docs/generate/compatibility.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.compatibility_results import keep, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

_seen = pytest.StashKey[dict[str, dict[str, Any]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_seen] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]  # a wrapper is sent what the other hooks came to
    if report.when == "call" and "row" in dict(report.user_properties):
        item.config.stash[_seen][item.callspec.id] = outcome(report)  # type: ignore[attr-defined]  # a story is a parameter
    return report  # type: ignore[return-value]


def pytest_sessionfinish(session: pytest.Session) -> None:
    keep("stories", session.config.stash[_seen])
