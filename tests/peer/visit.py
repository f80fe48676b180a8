"""Visits the shop: starts the program, sends every request and stops it; returns answers, log and traces."""

from __future__ import annotations

import http.client
import json
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from orchestrion_py.traces.agent import traced_environment
from orchestrion_py.traces.traced_service import running_service

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Trace

SERVICE = "peer"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the front, and its purpose."""

    why: str
    method: str
    path: str
    body: str | None = None


REQUESTS = (
    Request("everything goes well", "GET", "/goods/milk"),
    Request("the gRPC service answers with an error", "GET", "/goods/bread"),
    Request("the database fails", "GET", "/goods/colour"),
    Request("the database has no such row", "GET", "/goods/tea"),
    Request("a transaction, and a gRPC stream", "POST", "/orders", '{"name": "milk", "count": 1}'),
    Request("a transaction that is rolled back", "POST", "/orders", '{"name": "beer", "count": 1}'),
    Request("a function of the program's own fails", "POST", "/orders", '{"name": "milk", "count": 99}'),
    Request("a body that is no JSON", "POST", "/orders", "milk, please"),
    Request("no route", "GET", "/nowhere"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """The results of a visit; `types` has the type of each span, such as `web` or `sql`, by span id."""

    answers: tuple[tuple[int, str], ...]
    log: tuple[str, ...]
    traces: tuple[Trace, ...]
    types: Mapping[int, str]


def visit(program: Path, agent: Agent, database: Path) -> Visit:
    """Run a program for one visit. Raises a ServiceError if it does not start or end as it should."""
    agent.clear()
    with running_service((str(program), "-db", str(database)), traced_environment(agent.url, SERVICE)) as service:
        answers = tuple(_ask(service.url, request) for request in REQUESTS)
        log = tuple(line for line in service.log.read_text(encoding="utf-8").splitlines() if line.startswith("{"))
    # The program has ended. A tracer sends its last spans when it stops, so nothing arrives later.
    return Visit(answers, log, tuple(agent.traces()), _types(agent))


def _ask(url: str, request: Request) -> tuple[int, str]:
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)) as connection:
        connection.request(request.method, request.path, request.body)
        response = connection.getresponse()
        return response.status, response.read().decode()


def _types(agent: Agent) -> dict[int, str]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{agent.url}/test/session/traces", timeout=30) as response:
        return {span["span_id"]: span.get("type") or "" for trace in json.load(response) for span in trace}
