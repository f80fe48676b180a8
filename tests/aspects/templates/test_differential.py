"""The template engine and Go's text/template print the same bytes for the same templates and data."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from orchestrion_py.aspects.templates import TemplateError, parse
from tests.aspects.templates import cases

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.build, pytest.mark.skipif(shutil.which("go") is None, reason="needs Go")]

RENDER_GO = Path(__file__).with_name("render.go")
GENERATED = int(os.environ.get("PYORCH_TEMPLATE_CASES", "600"))

# Messages in which this engine says more than Go, or uses other words. The test rewrites both before it compares them.
OTHER_WORDS = [
    # Go knows only that a map has interfaces; this engine names the type of the value.
    (re.compile(r"(can't evaluate field \S+ in type) .*"), r"\1 T"),
    (re.compile(r"len of untyped nil|reflect: call of reflect\.Value\.Type on zero Value"), "no length"),
    (re.compile(r"index out of range: \d+|reflect: (slice|string) index out of range"), "index out of range"),
    (re.compile(r"syntax error scanning complex number|illegal number syntax: .*i\""), "no complex number"),
    (re.compile(r"func\(int, int\) int"), "func"),
]


def add(a: int, b: int) -> int:
    return a + b


def half(a: float) -> float:
    return a / 2


def choose(condition: bool, yes: str, no: str) -> str:
    return yes if condition else no


def join(separator: str, *parts: str) -> str:
    return separator.join(parts)


def fail(reason: str) -> str:
    if not reason:
        return "no failure"
    raise TemplateError(reason)


# The same names, types and results as the functions in render.go.
FUNCTIONS: dict[str, Callable[..., object]] = {
    "Version": lambda: "v1.2.3",
    "add": add,
    "half": half,
    "choose": choose,
    "join": join,
    "list": lambda *elements: list(elements),
    "same": lambda value: value,
    "fail": fail,
    "adder": lambda: add,
}

Outcome = tuple[str, bytes | str]


@pytest.fixture(scope="module")
def go(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[str]], list[Outcome]]:
    """Build a Go program that renders templates; returns a function that runs it."""
    program = tmp_path_factory.mktemp("oracle") / "render"
    environment = {**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "", "GO111MODULE": "off", "GOWORK": "off"}
    subprocess.run(["go", "build", "-o", program, RENDER_GO], env=environment, check=True)

    def render(templates: list[str]) -> list[Outcome]:
        questions = [{"template": template, "data": cases.DATA} for template in templates]
        answer = subprocess.run([program], input=json.dumps(questions).encode(), stdout=subprocess.PIPE, check=True)
        return [outcome(result) for result in json.loads(answer.stdout)]

    return render


def outcome(result: dict[str, Any]) -> Outcome:
    for stage in ("parse_error", "error"):
        if result[stage]:
            return stage, in_common_words(result[stage])
    return "text", base64.b64decode(result["output"] or "")


def render_here(template: str) -> Outcome:
    try:
        parsed = parse(template, "case", functions=FUNCTIONS)
    except TemplateError as error:
        return "parse_error", in_common_words(error.message)
    try:
        return "text", parsed.render(cases.DATA, FUNCTIONS).encode("utf-8", "surrogateescape")
    except TemplateError as error:
        return "error", in_common_words(error.message)


def in_common_words(message: str) -> str:
    for pattern, words in OTHER_WORDS:
        message = pattern.sub(words, message)
    return message


def differences(templates: list[str], expected: list[Outcome]) -> list[str]:
    return [
        f"{template!r}\n  Go:   {theirs}\n  here: {ours}"
        for template, theirs in zip(templates, expected, strict=True)
        if (ours := render_here(template)) != theirs
    ]


def test_hand_picked_templates(go: Callable[[list[str]], list[Outcome]]) -> None:
    templates = cases.hand_picked()
    found = differences(templates, go(templates))
    assert not found, "\n".join(found)


def test_generated_templates(go: Callable[[list[str]], list[Outcome]]) -> None:
    templates = cases.generated(GENERATED)
    expected = go(templates)
    rendered = sum(kind == "text" for kind, _ in expected)
    assert rendered > GENERATED / 3, "most of the generated templates have to get somewhere"
    found = differences(templates, expected)
    assert not found, "\n".join(found[:20])
