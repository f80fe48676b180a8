"""Keeps the result of each story for docs/generate/compatibility.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.helpers.compatibility_results import keep, outcome

if TYPE_CHECKING:
    import pytest


class _Results:
    """Collects the reports of all stories: if they run in several processes, the one that started the others gets them."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file, _, story = report.nodeid.partition("::test_story[")
        if report.when == "call" and file.endswith("test_stories.py") and story:
            self._seen[story.removesuffix("]")] = outcome(report)

    def pytest_sessionfinish(self) -> None:
        keep("stories", self._seen)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # not in a process of pytest-xdist
        config.pluginmanager.register(_Results())
