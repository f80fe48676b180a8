"""The row of docs/compatibility.md that a test proves, recorded in the form in which tests/scripts records that of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.progress import heed_interrupts

if TYPE_CHECKING:
    from collections.abc import Callable

heed_interrupts()


@pytest.fixture(autouse=True)
def _row(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> None:
    marker = request.node.get_closest_marker("row")
    assert marker is not None, "a test in this folder names its row: @row(AREA, ROW)"
    slow = request.node.get_closest_marker("slow")
    facts = {"area": marker.args[0], "row": marker.args[1], "limit": marker.kwargs.get("limit", "")}
    for name, value in {**facts, "slow": "yes" if slow else "", "notes": marker.kwargs.get("notes", [])}.items():
        record_property(name, value)
