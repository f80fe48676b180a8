"""AppSec blocks a command that a request injected, with the newest tracing library; older releases never check commands."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.system.frameworks.programs import HERE, build_all, plain_environment, run, run_traced

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = [pytest.mark.build, pytest.mark.slow]

_NAME = "commands"
_RULES = {"DD_APPSEC_ENABLED": "true", "DD_APPSEC_RULES": str(HERE / _NAME / "rules.json")}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of this test, built with the newest release."""
    module = tmp_path_factory.mktemp("module")
    shutil.copytree(HERE / _NAME, module / _NAME)
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(HERE.parent / "frameworks-newest" / name, module)
    target = tmp_path_factory.mktemp("woven")
    build_all(target, woven=True, module=module, names=[_NAME])
    return target / _NAME


def test_without_appsec_every_command_is_run(program: Path, plain: Path, agent: Agent) -> None:
    ran, traces = run_traced(program, agent, {})
    assert (ran.code, ran.out) == (0, run(plain / _NAME, plain_environment({})).out)
    assert not any("appsec.event" in span.meta for trace in traces for span in trace.spans)


def test_with_appsec_an_injected_command_is_blocked_and_reported(program: Path, plain: Path, agent: Agent) -> None:
    ran, traces = run_traced(program, agent, _RULES)
    asked, injected, *rest = ran.out.splitlines()
    expected = run(plain / _NAME, plain_environment({})).out.splitlines()
    assert (asked, rest) == (expected[0], expected[2:])
    assert injected.startswith("403 ")
    assert "passwd" not in injected
    (reported,) = (span.meta for trace in traces for span in trace.spans if "appsec.event" in span.meta)
    assert reported["appsec.blocked"] == "true"
    (trigger,) = json.loads(reported["_dd.appsec.json"])["triggers"]
    assert trigger["rule"]["id"] == "commands-injection"
    (match,) = trigger["rule_matches"][0]["parameters"]
    assert match["resource"]["address"] == "server.sys.exec.cmd"
