"""The OpenTelemetry SDK of a woven program: its variables, its exporters, its end, and spans that the goroutine keeps."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import free_ports, otlp_environment
from tests.helpers.workshop import Result, Workshop
from tests.system.frameworks.programs import otel_told, plain_environment

if TYPE_CHECKING:
    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build

MODULE = Path(__file__).parent / "open_telemetry"
# Nobody listens there.
DOWN = "http://127.0.0.1:1"
# As subprocess reports it.
BY_SIGTERM = -signal.SIGTERM


@dataclass(frozen=True, slots=True)
class Programs:
    """The folders with the programs, built plainly and woven with all exporters."""

    plain: Path
    woven: Path


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    module = Workshop(tmp_path_factory.mktemp("open") / "module")
    shutil.copytree(MODULE, module.folder)
    built = Programs(tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("woven"))
    plain = module.run("go", "build", "-o", f"{built.plain}/", "./...")
    assert plain.code == 0, plain.err
    woven = module.pyorch("go", "build", "-ldflags=-w", "-o", f"{built.woven}/", "./...")
    assert woven.code == 0, woven.err
    return built


def run(program: Path, *words: str, env: dict[str, str]) -> Result:
    """Run a program. If it says that it is ready, it gets a SIGTERM."""
    process = subprocess.Popen(
        [program, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if line == "ready\n":
            process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    return Result(process.returncode, "".join(said), err)


def spans(agent: Agent) -> str:
    """The names and kinds of the spans, each below its parent."""
    lines = otel_told(agent.otlp_traces()).splitlines()
    return "\n".join(line.partition(" otelhttp")[0].partition(" pyorch")[0].rstrip() for line in lines if line)


ALL = "demo [request] internal\n    demo [GET] client\n        demo [GET] server"


@pytest.mark.parametrize(
    ("mode", "code"), [("return", 0), ("exit", 3), ("fatal", 1), ("wait", BY_SIGTERM), ("handle", 0)]
)
@pytest.mark.parametrize("endpoint", ["", DOWN], ids=["up", "down"])
@pytest.mark.parametrize("protocol", ["http/protobuf", "grpc"])
def test_a_program_ends_as_plainly_and_sends_its_spans(
    mode: str, code: int, endpoint: str, protocol: str, programs: Programs, agent: Agent
) -> None:
    plain = run(programs.plain / "sdk", mode, env=plain_environment({}))
    url = endpoint or (agent.otlp_url if protocol == "http/protobuf" else agent.otlp_grpc_url)
    more = {"OTEL_EXPORTER_OTLP_PROTOCOL": protocol, "OTEL_LOGS_EXPORTER": "otlp"}
    ran = run(programs.woven / "sdk", mode, env=otlp_environment(url, "demo", **more))
    assert (ran.code, ran.out) == (plain.code, plain.out) == (code, plain.out), ran.err
    assert ("opentelemetry: " in ran.err) == (endpoint == DOWN)
    if not endpoint:
        assert spans(agent) == "demo [work] internal"
        assert agent.otlp_metrics()
        assert [(record.body, bool(record.span_id)) for record in agent.otlp_records()] == [("working", True)]


@pytest.mark.parametrize("protocol", ["http/protobuf", "grpc"])
def test_a_collector_that_never_answers_does_not_keep_a_program_from_ending(protocol: str, programs: Programs) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        more = {"OTEL_EXPORTER_OTLP_PROTOCOL": protocol, "OTEL_LOGS_EXPORTER": "otlp"}
        ran = run(programs.woven / "sdk", "exit", env=otlp_environment(url, "demo", **more))
    assert (ran.code, ran.out) == (3, "worked and exits\n")


@pytest.mark.parametrize(
    ("variables", "expected", "headers"),
    [
        ({}, ALL, "traceparent"),
        ({"OTEL_SDK_DISABLED": "true"}, "", ""),
        ({"OTEL_TRACES_EXPORTER": "none"}, "", ""),
        ({"OTEL_TRACES_SAMPLER": "always_off"}, "", "traceparent"),
        ({"OTEL_GO_DISABLED_INSTRUMENTATIONS": "net-http-server"}, ALL.rpartition("\n")[0], "traceparent"),
        ({"OTEL_GO_ENABLED_INSTRUMENTATIONS": "net-http-client"}, ALL.rpartition("\n")[0], "traceparent"),
        ({"OTEL_GO_EXCLUDED_URLS": "^/health,^/shop/"}, ALL.rpartition("\n")[0], "traceparent"),
        ({"OTEL_PROPAGATORS": "b3"}, ALL, "b3"),
        ({"OTEL_PROPAGATORS": "b3multi"}, ALL, "x-b3-sampled x-b3-spanid x-b3-traceid"),
        ({"OTEL_PROPAGATORS": "none"}, "demo [GET] server\ndemo [request] internal\n    demo [GET] client", ""),
    ],
    ids=str,
)
def test_variables(variables: dict[str, str], expected: str, headers: str, programs: Programs, agent: Agent) -> None:
    plain = run(programs.plain / "sdk", "request", env=plain_environment({}))
    ran = run(programs.woven / "sdk", "request", env=otlp_environment(agent.otlp_url, "demo", **variables))
    assert (ran.code, ran.out) == (plain.code, plain.out)
    assert ran.err == f"headers: [{headers}]\n"
    # Traces come in any order if there is more than one.
    assert sorted(f"\n{spans(agent)}".split("\ndemo")) == sorted(f"\n{expected}".split("\ndemo"))


def test_the_resource_and_the_console(programs: Programs, agent: Agent) -> None:
    console = dict.fromkeys(("OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER", "OTEL_LOGS_EXPORTER"), "console")
    more = {"OTEL_RESOURCE_ATTRIBUTES": "team=a,service.name=other", **console}
    ran = run(programs.woven / "sdk", "return", env=otlp_environment(agent.otlp_url, "demo", **more))
    printed = [json.loads(line) for line in ran.out.splitlines() if line.startswith("{")]
    assert len(printed) == len(ran.out.splitlines()) - 1
    (record,) = (each for each in printed if "Body" in each)
    (span,) = (each for each in printed if "SpanContext" in each)
    (metrics,) = (each for each in printed if "ScopeMetrics" in each)
    assert (span["Name"], record["SpanID"]) == ("work", span["SpanContext"]["SpanID"])
    for printed_resource in (span["Resource"], metrics["Resource"], record["Resource"]):
        resource = {each["Key"]: each["Value"]["Value"] for each in printed_resource}
        assert (resource["service.name"], resource["team"]) == ("demo", "a")
        assert not any("arg" in key for key in resource)
    assert spans(agent) == ""


def test_without_a_service_name_it_is_that_of_the_program(programs: Programs, agent: Agent) -> None:
    variables = otlp_environment(agent.otlp_url, "")
    del variables["OTEL_SERVICE_NAME"]
    run(programs.woven / "sdk", "return", env=variables)
    assert spans(agent) == "unknown_service:sdk [work] internal"


def test_prometheus_reads_metrics_without_a_span(programs: Programs, agent: Agent) -> None:
    (port,) = free_ports(1)
    more = {"OTEL_METRICS_EXPORTER": "prometheus", "OTEL_EXPORTER_PROMETHEUS_PORT": str(port)}
    process = subprocess.Popen(
        [programs.woven / "sdk", "wait"],
        env=otlp_environment(agent.otlp_url, "demo", **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    while process.stdout.readline() != "ready\n":
        pass
    with urllib.request.urlopen(f"http://localhost:{port}/metrics", timeout=10) as answer:
        assert "go_goroutine_count" in answer.read().decode()
    process.terminate()
    assert process.wait(60) == BY_SIGTERM
    process.stdout.close()
    assert spans(agent) == "demo [work] internal"


def test_an_unknown_exporter_is_reported(programs: Programs, agent: Agent) -> None:
    variables = otlp_environment(agent.otlp_url, "demo", OTEL_TRACES_EXPORTER="nonsense")
    ran = run(programs.woven / "sdk", "return", env=variables)
    assert ran.code == 0
    assert 'opentelemetry: OTEL_TRACES_EXPORTER: there is no exporter "nonsense"' in ran.err


def test_a_configuration_file_is_reported_and_the_variables_count(programs: Programs, agent: Agent) -> None:
    ran = run(
        programs.woven / "sdk", "return", env=otlp_environment(agent.otlp_url, "demo", OTEL_CONFIG_FILE="otel.yaml")
    )
    assert ran.code == 0
    assert "opentelemetry: OTEL_CONFIG_FILE: a woven program reads no configuration file" in ran.err
    assert "demo [work] internal" in spans(agent)


def test_a_program_keeps_its_own_sdk(programs: Programs, agent: Agent) -> None:
    """Its provider gets the later spans, also of a tracer that it took before. Nothing is exported twice."""
    ran = run(programs.woven / "own", env=otlp_environment(agent.otlp_url, "demo"))
    assert (ran.code, ran.out) == (0, "woven true\nafter false\n")
    assert spans(agent).startswith("demo [before] internal")
    assert "after" not in spans(agent)


def test_the_goroutine_keeps_its_span(programs: Programs, agent: Agent) -> None:
    plain = run(programs.plain / "gls", env=plain_environment({}))
    ran = run(programs.woven / "gls", env=otlp_environment(agent.otlp_url, "gls"))
    assert (ran.code, ran.out) == (plain.code, plain.out), ran.err
    assert spans(agent) + "\n" == (MODULE / "gls" / "expected.trace").read_text()


def test_a_span_that_is_not_sampled_is_a_parent_too(programs: Programs, agent: Agent) -> None:
    sampler = {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.5"}
    run(programs.woven / "gls", "many", env=otlp_environment(agent.otlp_url, "gls", **sampler))
    traces = agent.otlp_traces()
    assert 0 < len(traces) < 200
    assert {(root.span.operation, len(trace.spans)) for trace in traces for root in trace.roots} == {("middle", 4)}


def test_goroutines_keep_no_memory(programs: Programs) -> None:
    ran = run(programs.woven / "gls", "load", env=otlp_environment(DOWN, "gls"))
    assert ran.out == (
        "flat after many goroutines: true\nflat after spans that ended elsewhere: true\nsomething is active: false\n"
    ), ran.err


@pytest.mark.slow
def test_the_goroutines_of_a_woven_program_do_not_race(tmp_path: Path, agent: Agent) -> None:
    module = Workshop(tmp_path / "module")
    shutil.copytree(MODULE, module.folder)
    built = module.pyorch("go", "build", "-race", "-o", "gls.race", "./gls")
    assert built.code == 0, built.err
    ran = run(module.folder / "gls.race", env=otlp_environment(agent.otlp_url, "gls"))
    assert ran.code == 0, ran.err
    assert "DATA RACE" not in ran.err


@pytest.mark.parametrize("protocol", ["http/protobuf", "grpc"])
def test_pyorch_traces_runs_the_program_and_shows_its_trace(protocol: str, programs: Programs) -> None:
    environment = {"OTEL_SERVICE_NAME": "shop", "OTEL_EXPORTER_OTLP_PROTOCOL": protocol}
    workshop = Workshop(programs.woven).with_environment(**environment)
    ran = workshop.pyorch("traces", "--json", "--", str(programs.woven / "sdk"), "request")
    plain = run(programs.plain / "sdk", "request", env=plain_environment({}))
    assert ran.code == plain.code, ran.err
    (trace,) = [json.loads(line) for line in ran.out.splitlines()]
    assert (trace["connected"], trace["services"]) == (True, ["shop"])
    assert [span["meta"]["span.kind"] for span in trace["spans"]] == ["internal", "client", "server"]
