"""`pyorch doctor` in a module: it finds what keeps a build from weaving, and writes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import linking_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build
TOOL_FILE = "//go:build tools\n\npackage tools\n\nimport _ {}\n"


def statuses(workshop: Workshop, *options: str) -> dict[str, str]:
    result = workshop.pyorch("doctor", "--json", *options)
    found = json.loads(result.out)
    assert found["version"] == 1
    worst = {"fault"} & {each["status"] for each in found["findings"]}
    assert result.code == (1 if worst else 0), result.text
    return {each["check"]: each["status"] for each in found["findings"]}


def test_a_module(tmp_path: Path) -> None:
    workshop = linking_program(
        tmp_path / "module", PYORCH_CACHE_DIR=f"{tmp_path}/cache", DD_TRACE_AGENT_URL="http://127.0.0.1:1"
    )
    before = sorted(workshop.folder.rglob("*"))
    found = statuses(workshop)
    assert found["pin"] == "warning", "it was never pinned"
    assert found["receiver of traces"] == "warning"
    assert {found[check] for check in ("go", "pyorch in PATH", "GOCACHE", "pyorch's cache", "back end")} == {"ok"}
    workshop.write({"orchestrion.tool.go": TOOL_FILE.format('"example.com/linking/count"')})
    assert statuses(workshop)["pin"] == "ok"
    workshop.write({"orchestrion.tool.go": TOOL_FILE.format('"example.com/none"')})
    assert statuses(workshop)["pin"] == "fault"
    (workshop.folder / "orchestrion.tool.go").unlink()
    assert sorted(workshop.folder.rglob("*")) == before
    assert not (tmp_path / "cache").exists()


def test_the_pin_is_proved(tmp_path: Path) -> None:
    workshop = linking_program(tmp_path / "module", PYORCH_CACHE_DIR=f"{tmp_path}/cache")
    workshop.write(
        {
            "orchestrion.tool.go": TOOL_FILE.format('"example.com/linking/count"'),
            "count/count.go": f"package count\n\n// Never compiled before: {tmp_path}.\nfunc One() int {{ return 1 }}\n",
        }
    )
    assert statuses(workshop)["injected packages"] == "warning"
    assert statuses(workshop, "--prove")["injected packages"] == "ok"
    assert statuses(workshop)["injected packages"] == "ok"
    workshop.write({"count/count.go": "package count\n\nfunc One() int { return missing }\n"})
    assert statuses(workshop)["injected packages"] == "warning"
    assert statuses(workshop, "--prove")["injected packages"] == "fault"
    assert "undefined: missing" in workshop.pyorch("doctor", "--prove").out


def test_a_folder_outside_of_modules(tmp_path: Path) -> None:
    workshop = linking_program(tmp_path / "module")
    (workshop.folder / "go.mod").unlink()
    result = workshop.pyorch("doctor")
    assert result.code == 1
    assert f"fault    pin: {workshop.folder} is not in a Go module" in result.out
