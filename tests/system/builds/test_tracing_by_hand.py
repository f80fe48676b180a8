"""A program that traces by hand has the same spans when it is woven: none twice, none that it filters out.

The build names the calls that can go. Monitors, hooks, interceptors and plugins of a program see what they see without weaving.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import traced_environment
from tests.helpers.workshop import Workshop
from tests.system.frameworks.programs import HERE as FRAMEWORKS

if TYPE_CHECKING:
    from orchestrion_py.traces.agent import Agent

pytestmark = [pytest.mark.build, pytest.mark.slow]

BUILDS = Path(__file__).parent
# The parts of the program `by-hand`, and the spans of each that the program opens itself: component and kind.
PARTS = {
    "chi": ["go-chi/chi.v5 server"],
    "echo": ["labstack/echo.v4 server"],
    "elasticsearch": ["elastic/go-elasticsearch.v6 client", "net/http client"],
    "fasthttp": ["valyala/fasthttp server"],
    "fiber": ["gofiber/fiber.v2 server"],
    "gin": ["gin-gonic/gin server"],
    "gorm": ["gorm.io/gorm.v1"] * 2,
    "gqlgen": ["99designs/gqlgen", "99designs/gqlgen", "99designs/gqlgen", "99designs/gqlgen server"],
    "grpc": ["google.golang.org/grpc client", "google.golang.org/grpc server"],
    "grpc-stats": ["google.golang.org/grpc client", "server"],
    "http-client": ["net/http client"],
    "http-handler": ["net/http server"],
    "http-mux": ["net/http server"],
    "httprouter": ["julienschmidt/httprouter server"],
    "kafka-go": ["segmentio/kafka.go.v0 consumer", "segmentio/kafka.go.v0 producer"],
    "redis": ["redis/go-redis.v9 client"] * 4,
    "redis-v6": ["go-redis/redis client"],
    "sarama": ["IBM/sarama consumer", "IBM/sarama producer"],
    "twirp": ["twitchtv/twirp"],
    "vault": ["hashicorp/vault client", "net/http client"],
}
# Parts where a request passes through several places that trace: how many requests there are, and the component of their spans.
WITHIN = {
    "kubernetes": (2, "k8s.io/client-go/kubernetes"),
    "within-chi": (2, "go-chi/chi.v5"),
    "within-echo": (1, "labstack/echo.v4"),
    "within-fasthttp": (1, "valyala/fasthttp"),
    "within-fiber": (2, "gofiber/fiber.v2"),
}


def test_the_same_spans_as_by_hand_with_open_telemetry(tmp_path: Path) -> None:
    shutil.copytree(BUILDS / "open-telemetry" / "by-hand", tmp_path / "app")
    # No back end is named: go.mod requires the SDK of OpenTelemetry, and that decides.
    workshop = Workshop(tmp_path / "app", {"OTEL_METRICS_EXPORTER": "none"})
    plain = workshop.run("go", "run", ".")
    woven = workshop.pyorch("go", "run", ".")
    assert (plain.code, woven.code) == (0, 0), woven.err
    assert "server GET /hello/{name} shop" in plain.out
    assert woven.out == plain.out
    assert woven.err.count("pyorch: warning: this call can go, unless its options matter") == 2


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The programs `by-hand` and `own-options`, built plain and woven for Datadog, and what the build prints."""
    folder = tmp_path_factory.mktemp("by-hand") / "module"
    for program in ("by-hand", "own-options"):
        shutil.copytree(BUILDS / program, folder / program)
    shutil.copytree(FRAMEWORKS / "internal", folder / "internal")
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(FRAMEWORKS / name, folder / name)
    workshop = Workshop(folder)
    programs = ("./by-hand", "./own-options")
    plain = workshop.go("build", "-ldflags=-w", "-o", "plain/", *programs)
    woven = workshop.pyorch("go", "build", "-ldflags=-w", "-o", "woven/", *programs)
    assert (plain.code, woven.code) == (0, 0), woven.err
    return workshop.write({"warnings": woven.err})


@pytest.mark.parametrize("part", PARTS)
def test_each_event_has_the_span_of_the_program_alone(built: Workshop, agent: Agent, part: str) -> None:
    traced = built.with_environment(**traced_environment(agent.url, "woven"))
    plain, woven = built.run("plain/by-hand", part), traced.run("woven/by-hand", part)
    assert (woven.code, woven.out) == (0, plain.out), woven.err
    spans = [span for trace in agent.traces() for span in trace.spans]
    by_hand = [span for span in spans if span.service == "by hand"]
    found = [f"{span.meta.get('component', '')} {span.meta.get('span.kind', '')}".strip() for span in by_hand]
    assert sorted(found) == sorted(PARTS[part])
    woven_too = {span.meta.get("component") for span in spans if span.service != "by hand"}
    assert woven_too <= {"net/http", "database/sql"}


@pytest.mark.parametrize("part", WITHIN)
def test_a_request_has_one_span_of_a_library(built: Workshop, agent: Agent, part: str) -> None:
    traced = built.with_environment(**traced_environment(agent.url, "woven"))
    plain, woven = built.run("plain/by-hand", part), traced.run("woven/by-hand", part)
    assert (woven.code, woven.out) == (0, plain.out), woven.err
    components = [span.meta.get("component") for trace in agent.traces() for span in trace.spans]
    requests, component = WITHIN[part]
    assert components.count(component) == requests


def test_the_build_warns_of_each_call_that_can_go(built: Workshop) -> None:
    text = (built.folder / "warnings").read_text()
    lines = re.findall(r"(\w+\.go):(\d+):\d+: pyorch: warning: this call can go, unless", text)
    calls = {
        (file.name, str(number))
        for file in (built.folder / "by-hand").glob("*.go")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if re.search(r"trace\.(?!With)\w+\(", line)
    }
    assert set(lines) == calls
    assert len(lines) >= len(PARTS)


@pytest.mark.parametrize("part", ["gorm", "grpc", "mongo", "redis"])
def test_what_a_program_sets_itself_sees_the_same(built: Workshop, agent: Agent, part: str) -> None:
    traced = built.with_environment(**traced_environment(agent.url, "own-options"))
    plain, woven = built.run("plain/own-options", part), traced.run("woven/own-options", part)
    assert (plain.code, woven.code, woven.out) == (0, 0, plain.out), woven.err
    assert agent.traces()
