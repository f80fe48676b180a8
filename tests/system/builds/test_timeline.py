"""PYORCH_TRACE: the steps of a build as events that Perfetto opens, beside those of `go build -debug-trace`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

ASPECTS = """
aspects:
  - id: mark
    join-point: {function-body: {function: [{name: Marked}]}}
    advice: [prepend-statements: {template: 'println("marked")'}]
"""
FILES = {
    "go.mod": "module example.com/timed\n\ngo 1.25\n",
    "orchestrion.yml": ASPECTS,
    "timed.go": "package timed\n\nfunc Marked() {}\n",
    "plain/plain.go": "package plain\n",
}


def test_steps(workshop: Workshop) -> None:
    build = workshop.write(FILES).with_environment(PYORCH_ASPECTS="modules", PYORCH_TRACE="build.json")
    result = build.pyorch("go", "build", "-debug-trace=go.json", "./...")
    assert result.code == 0, result.err
    ours = (workshop.folder / "build.json").read_text()
    events = [event for event in json.loads(ours.rstrip().removesuffix(",") + "]") if event["ph"] == "X"]
    names = [event["name"] for event in events]
    for step in ("plan", "weave example.com/timed", "compile example.com/timed", "compile example.com/timed/plain"):
        assert names.count(step) == 1, names
    joined = json.loads(ours + (workshop.folder / "go.json").read_text().removeprefix("["))
    (of_go,) = [
        event for event in joined if event["ph"] == "B" and event["name"].startswith("Executing action (build exa")
    ][:1]
    assert min(event["ts"] for event in events) <= of_go["ts"] <= max(event["ts"] + event["dur"] for event in events)


def test_a_build_by_toolexec_needs_a_whole_path(workshop: Workshop) -> None:
    build = workshop.write(FILES).with_environment(PYORCH_ASPECTS="modules")
    refused = build.with_environment(PYORCH_TRACE="build.json").go("build", "-toolexec=pyorch toolexec", ".")
    assert "PYORCH_TRACE=build.json is a relative path" in refused.err
    whole = str(workshop.folder / "build.json")
    assert build.with_environment(PYORCH_TRACE=whole).go("build", "-toolexec=pyorch toolexec", ".").code == 0
    assert "compile example.com/timed" in (workshop.folder / "build.json").read_text()
