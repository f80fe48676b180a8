"""Which injected packages -cover covers, as go decides it."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.toolexec.plan.covered_packages import flags_of_nested_builds
from tests.toolexec.plan.tables import module, package

MAIN = module("example.com/app", "", main=True)
PACKAGES = [
    package("example.com/app/hook", folder="/src/app/hook", module=MAIN, files=("hook.go",)),
    replace(
        package("example.com/app/config", folder="/src/app/config", module=MAIN, files=("config.go",)), has_tests=True
    ),
    package(
        "example.com/app/inner", folder="/src/app/inner", module=module("example.com/app/inner", ""), files=("i.go",)
    ),
    package("m.io/tracer", folder="/cache/m.io/tracer@v1.0.0", module=module("m.io/tracer"), files=("tracer.go",)),
]


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("build", "-tags=x .", ["-tags=x"]),
        ("build", "-cover .", ["-cover", "-coverpkg=example.com/app/config,example.com/app/hook"]),
        (
            "build",
            "-cover . m.io/tracer",
            ["-cover", "-coverpkg=example.com/app/config,example.com/app/hook,m.io/tracer"],
        ),
        ("test", "-cover ./...", ["-cover", "-coverpkg=example.com/app/hook"]),
        ("test", "-cover ./config", []),
        ("test", "-coverpkg=./config ./...", ["-cover", "-coverpkg=./config"]),
    ],
)
def test_flags_of_nested_builds(verb: str, words: str, expected: list[str]) -> None:
    context = context_of_command(verb, words.split(), "/src/app", {"PATH": os.environ["PATH"]})
    assert flags_of_nested_builds(context, PACKAGES) == expected
