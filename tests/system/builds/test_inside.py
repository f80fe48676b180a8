"""database/sql and net/http servers are observed from inside: the programs of `inside` print what they print without weaving.

Each lists what a program can notice: types, optional interfaces, the order of calls, errors, fields that it reads back.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import traced_environment
from tests.helpers.paths import NOTES
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build

PROGRAMS = Path(__file__).parent / "inside"
BY_HAND = ["sql-by-hand/main.go:14:2", "sql-by-hand/main.go:15:17"]
NAMES = sorted(folder.name for folder in PROGRAMS.iterdir())


def module(folder: Path) -> Workshop:
    """The programs in a module that is pinned as examples/notes is."""
    shutil.copytree(PROGRAMS, folder)
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(NOTES / name, folder / name)
    return Workshop(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The programs, in `plain` and `woven`."""
    workshop = module(tmp_path_factory.mktemp("inside") / "module")
    plain = workshop.go("build", "-o", "plain/", "./...")
    assert (plain.code, plain.text) == (0, "")
    woven = workshop.pyorch("go", "build", "-o", "woven/", "./...")
    assert woven.code == 0, woven.err
    # The program that traces its database itself is told which calls can go, and nothing else is said.
    lines = [line for line in woven.text.splitlines() if not line.startswith("# ")]
    assert [line.partition(": pyorch: warning: this call can go")[0] for line in lines] == BY_HAND
    return workshop


@pytest.mark.parametrize("name", NAMES)
def test_a_woven_program_prints_what_the_plain_one_prints(built: Workshop, agent: Agent, name: str) -> None:
    plain = built.run(f"plain/{name}")
    woven = built.with_environment(**traced_environment(agent.url, name)).run(f"woven/{name}")
    assert woven.out == plain.out
    assert (woven.code, plain.code) == (0, 0), woven.err
    assert agent.traces()


def test_panics_with_nil_that_nobody_can_recover_stay_so(built: Workshop, agent: Agent) -> None:
    of_old = built.with_environment(GODEBUG="panicnil=1")
    plain = of_old.run("plain/panics")
    woven = of_old.with_environment(**traced_environment(agent.url, "panics")).run("woven/panics")
    assert (woven.code, woven.out) == (0, plain.out), woven.err
    assert "nil argument" in built.run("plain/panics").out
    assert "nil argument" not in plain.out


def test_a_database_that_the_program_traces_itself_has_one_span_for_each_event(built: Workshop, agent: Agent) -> None:
    ran = built.with_environment(**traced_environment(agent.url, "sql-by-hand")).run("woven/sql-by-hand")
    assert ran.code == 0, ran.err
    spans = [span for trace in agent.traces() for span in trace.spans]
    assert [(span.service, span.resource, span.meta.get("by")) for span in spans] == [
        ("of the program", "Connect", "hand"),
        ("of the program", "SELECT 1", "hand"),
        ("of the program", "Connect", None),
        ("of the program", "SELECT 1", None),
    ]


def test_each_http_request_has_one_span_of_the_server(built: Workshop, agent: Agent) -> None:
    ran = built.with_environment(**traced_environment(agent.url, "http-interfaces")).run("woven/http-interfaces")
    assert ran.code == 0, ran.err
    spans = [span for trace in agent.traces() for span in trace.spans if span.meta.get("span.kind") == "server"]
    assert [(span.resource, span.meta["http.status_code"]) for span in spans if "early" in span.resource] == [
        ("GET /early", "202")
    ] * 4
    aborted = [span for span in spans if span.resource == "GET /abort"]
    assert {span.meta["error.message"] for span in aborted} == {"net/http: abort Handler"}
    switched = [span for span in spans if span.resource == "GET /upgrade"]
    assert [span.meta["http.status_code"] for span in switched] == ["101"]


def test_each_request_of_http2_without_tls_has_one_span(built: Workshop, agent: Agent) -> None:
    ran = built.with_environment(**traced_environment(agent.url, "unencrypted-http2")).run("woven/unencrypted-http2")
    assert ran.code == 0, ran.err
    spans = [span for trace in agent.traces() for span in trace.spans if span.meta.get("span.kind") == "server"]
    assert sorted((span.resource, span.meta["http.status_code"]) for span in spans) == [
        ("GET /configured/false", "202"),
        ("GET /configured/true", "202"),
        ("GET /second", "202"),
        ("GET /upgraded", "202"),
        ("GET /upgraded", "202"),
    ]


@pytest.mark.slow
def test_one_server_on_two_listeners_causes_no_data_race(tmp_path: Path, agent: Agent) -> None:
    workshop = module(tmp_path / "module")
    result = workshop.pyorch("go", "build", "-race", "-o", "woven", "./two-listeners")
    assert (result.code, result.text) == (0, "")
    ran = workshop.with_environment(**traced_environment(agent.url, "two-listeners")).run("./woven")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "the handler is still the program's own: true"), ran.err
