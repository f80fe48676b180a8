"""`pyorch plan`: what a build would weave, and why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.smallest_program import ASPECTS, smallest_program
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

NEVER = """\
  - id: never
    join-point: {function-body: {function: [{receiver: false}, {name: Colour}, {signature: {args: [string]}}]}}
    advice: [{prepend-statements: {template: println()}}]
  - id: http
    join-point: {function-call: net/http.Get}
    advice: [{wrap-expression: {template: "{{ . }}"}}]
"""


def planned(workshop: Workshop, *arguments: str) -> dict[str, Any]:
    printed = workshop.pyorch("plan", "--json", *arguments)
    assert printed.code == 0, printed.text
    found: dict[str, Any] = json.loads(printed.out)
    return found


def test_the_plan_of_a_program(tmp_path: Path) -> None:
    program = smallest_program(tmp_path / "m", **{"orchestrion.yml": ASPECTS + NEVER})
    plan = planned(program)
    assert plan["version"] == 1
    assert plan["back-end"] == {"name": "datadog", "chosen-by": "default"}
    assert plan["woven"] == [
        {
            "package": "example.com/smallest/shade",
            "file": "shade/shade.go",
            "line": 3,
            "column": 22,
            "aspect": "say so",
            "defined": "orchestrion.yml:2",
        }
    ]
    assert plan["added"] == []
    assert plan["without-match"] == [
        {
            "aspect": "never",
            "defined": "orchestrion.yml:13",
            "package": "example.com/smallest/shade",
            "reason": "`signature: {args: [string]}` does not match: the signature is func() string",
            "place": "orchestrion.yml:14:81",
            "nearest": "shade/shade.go:3:22",
        },
        {
            "aspect": "http",
            "defined": "orchestrion.yml:16",
            "package": "",
            "reason": "no package of this build imports net/http",
            "place": "",
            "nearest": "",
        },
    ]
    github = program.pyorch("plan", "--format", "github").out
    assert "::warning file=orchestrion.yml,line=14,col=81,title=PY0403::aspect 'never' matches nothing in" in github
    text = program.pyorch("plan", "./shade").out
    assert "shade/shade.go:3:22: say so (orchestrion.yml:2)" in text
    assert "never (orchestrion.yml:13): `signature: {args: [string]}` does not match" in text


def test_the_plan_of_a_module_that_was_never_pinned(tmp_path: Path) -> None:
    app = Workshop(tmp_path / "app").write(
        {
            "go.mod": "module example.com/app\n\ngo 1.25\n",
            "main.go": 'package main\n\nimport _ "net/http"\n\nfunc main() {}\n',
        }
    )
    plan = planned(app)
    states = {each["name"]: (each["state"], each["reason"]) for each in plan["integrations"]}
    assert states["tracer"] == ("active", "it applies to every program")
    assert states["net-http-client"] == ("active", "the program imports net/http")
    assert states["gin"] == ("not used", "the program does not import github.com/gin-gonic/gin")
    main = [
        (each["file"], each["line"], each["aspect"]) for each in plan["woven"] if each["package"] == "example.com/app"
    ]
    assert ("main.go", 5, "tracer lifetime") in main
    modules = {each["module"] for each in plan["added"]}
    assert {"", "github.com/DataDog/dd-trace-go/v2"} <= modules
    pinned = planned(app.with_environment(PYORCH_BACKEND="otel"))
    assert pinned["back-end"] == {"name": "otel", "chosen-by": "PYORCH_BACKEND"}
