"""A module pinned by Orchestrion builds with pyorch unchanged, and only the modules' own aspects are woven into it.

`make peer` builds the same program with Orchestrion and compares the two.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import running_agent
from tests.helpers.workshop import Workshop
from tests.peer.contenders import PROGRAM
from tests.peer.visit import REQUESTS, Visit, visit

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.span_tree import Trace

# `make test` has real files of aspects in smaller programs: this one needs a tracing library of another release.
pytestmark = [pytest.mark.build, pytest.mark.slow]

TOOLEXEC = "-toolexec=pyorch toolexec"

# The gin front calls the chi back, which calls SQLite and gRPC. `label` and `round` get no context: goroutine-local storage
# puts them below the handler, and one below the other.
GOODS = """\
peer http.request GET /goods/milk
  peer http.request GET /goods/:name
    peer http.request GET /goods/milk
      peer http.request GET /goods/milk
        peer http.request GET /goods/{name}
          peer stock.find
            sqlite.db sqlite.query SELECT name, count FROM goods WHERE name = ?
          grpc.client grpc.client /grpc.health.v1.Health/Check
            peer grpc.server /grpc.health.v1.Health/Check
          peer label
            peer round"""
TOO_MANY = """\
peer http.request POST /orders
  peer http.request POST /orders
    peer order.check [error]
      peer ten"""


@dataclass(frozen=True, slots=True)
class DropIn:
    """The module, the content of its files before the build, and the log of a build; the programs are in `out`."""

    workshop: Workshop
    before: dict[str, bytes]
    log: str


@pytest.fixture(scope="module")
def drop_in(tmp_path_factory: pytest.TempPathFactory) -> DropIn:
    folder = tmp_path_factory.mktemp("drop-in")
    shutil.copytree(PROGRAM, folder / "module")
    workshop = Workshop(folder / "module", {"PYORCH_LOG": "debug", "PYORCH_LOG_FILE": str(folder / "log")})
    before = contents(workshop.folder)
    built = workshop.pyorch("go", "build", "-o", folder / "out" / "front", ".")
    assert (built.code, built.text) == (0, "")
    return DropIn(workshop, before, (folder / "log").read_text())


@pytest.fixture(scope="module")
def visited(drop_in: DropIn, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    with running_agent() as agent:
        return visit(out(drop_in, "front"), agent, tmp_path_factory.mktemp("shelf") / "goods.db")


def out(drop_in: DropIn, name: str) -> Path:
    return drop_in.workshop.folder.parent / "out" / name


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def traces_of(visited: Visit, path: str) -> list[Trace]:
    return [trace for trace in visited.traces if trace.spans[0].resource == path]


def test_the_module_is_unchanged(drop_in: DropIn) -> None:
    assert b'_ "github.com/DataDog/orchestrion"' in drop_in.before["orchestrion.tool.go"]
    assert contents(drop_in.workshop.folder) == drop_in.before


@pytest.mark.parametrize(
    ("name", "flag", "variables"),
    [("toolexec", (TOOLEXEC,), {}), ("goflags", (), {"GOFLAGS": f"'{TOOLEXEC}'"})],
)
def test_every_way_builds_the_same_program(
    drop_in: DropIn, name: str, flag: tuple[str, ...], variables: dict[str, str]
) -> None:
    here = Workshop(drop_in.workshop.folder, variables)
    built = here.run("go", "build", *flag, "-o", str(out(drop_in, name)), ".")
    assert (built.code, built.text) == (0, "")
    assert out(drop_in, name).read_bytes() == out(drop_in, "front").read_bytes()


def test_only_the_modules_own_aspects_are_woven(drop_in: DropIn) -> None:
    linked = dict(re.findall(r"^pyorch: link (\S+): woven by (.*)$", drop_in.log, re.MULTILINE))
    woven = {package: re.findall(r"'([^']*)'", aspects) for package, aspects in linked.items()}
    assert woven["runtime"] == ["__dd_gls_v2", "goexit1"]
    assert woven["net/http"] == ["Server.Serve", "Transport.DD__tracer_internal", "Transport.RoundTrip"]
    assert woven["log/slog"] == ["New", "SetDefault"]
    assert woven["github.com/DataDog/dd-trace-go/v2/internal/orchestrion"] == [
        "//orchestrion:enabled",
        "//orchestrion:version",
    ]
    assert woven["example.com/peer"] == [
        "//dd:span", "Client", "Get|Head|Post|PostForm", "New", "NewMux", "Server", "func main()"
    ]  # fmt: skip


def test_a_request_through_every_framework_is_one_trace(visited: Visit) -> None:
    assert visited.answers[0] == (200, "2 milk, 1.20 each\n")
    (trace,) = traces_of(visited, "GET /goods/milk")
    assert trace.connected
    assert trace.outline() == GOODS
    found = {span.operation: dict(span.meta) for span in trace.spans}
    assert found["stock.find"]["layer"] == "store"
    assert found["label"]["unit"] == "cent"
    assert found["sqlite.query"]["component"] == "database/sql"


def test_a_function_literal_and_an_error_of_the_program_s_own(visited: Visit) -> None:
    answers = [
        answer for answer, request in zip(visited.answers, REQUESTS, strict=True) if "99" in (request.body or "")
    ]
    assert answers == [(422, "that is more than anybody needs")]
    (trace,) = (trace for trace in visited.traces if any(span.message == answers[0][1] for span in trace.spans))
    assert trace.outline() == TOO_MANY


def test_log_lines_have_the_ids_of_their_span(visited: Visit) -> None:
    spans = {str(span.span_id): span for trace in visited.traces for span in trace.spans}
    records = [json.loads(line) for line in visited.log]
    assert [record["msg"] for record in records] == ["unknown", "an order", "an order", "an order"]
    assert [spans[record["dd.span_id"]].origin for record in records] == [
        "go-chi/chi.v5 server", *3 * ["gin-gonic/gin server"]
    ]  # fmt: skip


def test_a_client_without_a_context_continues_the_trace_of_its_goroutine(visited: Visit) -> None:
    (trace,) = (
        trace for trace in visited.traces if trace.has_path("Take", "sqlite.query") and "ten" in trace.outline()
    )
    assert trace.connected
