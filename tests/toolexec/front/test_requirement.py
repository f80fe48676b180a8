"""Builds that must be instrumented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.front.requirement import refuse_less
from orchestrion_py.toolexec.front.user_settings import refuse_unknown_values

if TYPE_CHECKING:
    from pathlib import Path

REMARK = "not in a Go module: nothing is instrumented"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "require").write_text("\n")
    return tmp_path


def refused(plan: Path, *remarks: str, **environment: str) -> str:
    try:
        refuse_less(str(plan), remarks, environment)
    except Fault as fault:
        return fault.message
    return ""


def test_only_who_requires_it_is_refused(plan: Path) -> None:
    assert refused(plan, REMARK) == ""
    expected = f"PYORCH_REQUIRE=1 requires instrumentation, which this build lacks: {REMARK}"
    assert refused(plan, REMARK, PYORCH_REQUIRE="1") == expected
    assert refused(plan, PYORCH_REQUIRE="1") == ""


def test_a_pin_requires_what_it_names(plan: Path) -> None:
    (plan / "require").write_text("required\ngin requires gin >=1.9, but this build has 1.6\n")
    assert refused(plan).startswith(
        "the pin in orchestrion.tool.go requires instrumentation, which this build lacks: gin "
    )
    assert refused(plan, PYORCH_REQUIRE="0") == ""


def test_another_value_is_refused() -> None:
    with pytest.raises(Fault, match="PYORCH_REQUIRE=yes is not one of its values"):
        refuse_unknown_values({"PYORCH_REQUIRE": "yes"})
