"""examples/guarded: AppSec blocks and reports a request for a file outside the folder; without AppSec nothing changes."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, NamedTuple

import pytest

from orchestrion_py.traces.agent import traced_environment
from orchestrion_py.traces.traced_service import running_service
from tests.helpers.paths import REPOSITORY
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Span

# The library of AppSec is large, and links slowly.
pytestmark = [pytest.mark.build, pytest.mark.slow]

GUARDED = REPOSITORY / "examples" / "guarded"
OUTSIDE = "../../etc/passwd"
NAMES = ("hello.txt", OUTSIDE, "nothing")
RULES = {"DD_APPSEC_ENABLED": "true", "DD_APPSEC_RULES": str(GUARDED / "rules.json")}


class Answer(NamedTuple):
    """What a client receives."""

    status: int
    body: bytes


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("plain") / "guarded"
    built = Workshop(GUARDED).go("build", "-o", str(program), ".")
    assert built.code == 0, built.err
    return program


@pytest.fixture(scope="module")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("woven") / "guarded"
    built = Workshop(GUARDED).pyorch("go", "build", "-o", str(program), ".")
    assert built.code == 0, built.err
    return program


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """A folder to serve, two levels below a folder with an etc/passwd."""
    folder = tmp_path / "srv" / "files"
    folder.mkdir(parents=True)
    (folder / "hello.txt").write_text("hello")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("secret")
    return folder


def answers(program: Path, folder: Path, environment: dict[str, str]) -> list[Answer]:
    """The answer of a program to each name."""
    with running_service([str(program), "127.0.0.1:0", str(folder)], environment) as service:
        return [_ask(f"{service.url}/file?name={name}") for name in NAMES]


def _ask(url: str) -> Answer:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=30) as response:
            return Answer(response.status, response.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read())


def spans_of(agent: Agent) -> dict[str, Span]:
    """The span of each request, by the requested name."""
    spans = [root.span for trace in agent.wait_for_traces(len(NAMES)) for root in trace.roots]
    return {span.meta["http.url"].partition("name=")[2]: span for span in spans}


def test_without_appsec_it_serves_as_before(plain: Path, woven: Path, served: Path, agent: Agent) -> None:
    as_written = answers(plain, served, traced_environment(agent.url, "guarded"))
    assert as_written == [(200, b"hello"), (200, b"secret"), (404, b"404 page not found\n")]
    assert answers(woven, served, traced_environment(agent.url, "guarded")) == as_written
    assert not any("appsec.event" in span.meta for span in spans_of(agent).values())


def test_with_appsec_the_request_is_blocked_and_reported(woven: Path, served: Path, agent: Agent) -> None:
    hello, outside, nothing = answers(woven, served, traced_environment(agent.url, "guarded", **RULES))
    assert (hello, nothing) == ((200, b"hello"), (404, b"404 page not found\n"))
    assert outside.status == 403
    assert b"secret" not in outside.body
    spans = spans_of(agent)
    assert "appsec.event" not in spans["hello.txt"].meta
    tags = spans[OUTSIDE].meta
    assert (tags["appsec.event"], tags["appsec.blocked"], tags["http.status_code"]) == ("true", "true", "403")
    (trigger,) = json.loads(tags["_dd.appsec.json"])["triggers"]
    assert trigger["rule"]["id"] == "guarded-lfi"
    (match,) = trigger["rule_matches"][0]["parameters"]
    assert (match["params"]["value"], match["resource"]["address"]) == (OUTSIDE, "server.io.fs.file")
