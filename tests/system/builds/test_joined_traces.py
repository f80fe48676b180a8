"""A service woven for Datadog and one woven for OpenTelemetry are in one trace, whichever calls the other."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import otlp_environment, running_agent, traced_environment
from tests.helpers.workshop import Workshop, pyorch_script

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Span

pytestmark = [pytest.mark.build, pytest.mark.slow]

# With an argument, the client of that address; without, a server that prints its own and serves one request.
PROGRAM = """\
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
)

func main() {
	if len(os.Args) > 1 {
		answer, err := http.Get("http://" + os.Args[1] + "/joined")
		fmt.Println(answer.StatusCode, err)
		answer.Body.Close()
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr())
	served := make(chan bool, 1)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { served <- true })}
	go server.Serve(listener)
	<-served
	server.Shutdown(context.Background())
}
"""
GO_MOD = "module example.com/joined\n\ngo 1.26.0\n"


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("app")
    workshop = Workshop(folder).write({"go.mod": GO_MOD, "main.go": PROGRAM})
    for back_end in ("datadog", "otel"):
        built = workshop.with_environment(PYORCH_BACKEND=back_end).pyorch("go", "build", "-o", back_end, ".")
        assert built.code == 0, built.err
    return {name: folder / name for name in ("datadog", "otel")}


def spans_of(agent: Agent, service: str) -> tuple[int, list[Span]]:
    """The id of the one trace with spans of a service, and these spans."""
    (trace,) = [trace for trace in (*agent.traces(), *agent.otlp_traces()) if service in trace.services]
    return trace.id, [span for span in trace.spans if span.service == service]


@pytest.mark.parametrize(("calling", "called"), [("datadog", "otel"), ("otel", "datadog")])
def test_both_are_in_one_trace(calling: str, called: str, programs: dict[str, Path]) -> None:
    with running_agent() as agent:
        environments = {
            "datadog": traced_environment(agent.url, "datadog"),
            "otel": otlp_environment(agent.otlp_url, "otel"),
        }
        with subprocess.Popen(
            [programs[called]], env=environments[called], stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            client = subprocess.run(
                [programs[calling], address], env=environments[calling], capture_output=True, text=True, check=False
            )
            assert client.stdout == "200 <nil>\n", client.stderr
            assert server.wait(30) == 0
        caller_trace, caller_spans = spans_of(agent, calling)
        called_trace, called_spans = spans_of(agent, called)
    assert caller_trace == called_trace
    assert [span.meta["span.kind"] for span in called_spans] == ["server"]
    (client_span,) = [span for span in caller_spans if span.meta.get("span.kind") == "client"]
    assert called_spans[0].parent_id == client_span.span_id


def test_pyorch_traces_joins_both_protocols(programs: dict[str, Path]) -> None:
    calls = f"{programs['otel']} > address & sleep 1; {programs['datadog']} $(cat address); wait; exit 5"
    environment = {**os.environ, "DD_SERVICE": "caller", "OTEL_SERVICE_NAME": "called"}
    command = [str(pyorch_script()), "traces", "--json", "--", "sh", "-c", calls]
    ran = subprocess.run(
        command, env=environment, cwd=programs["otel"].parent, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 5, ran.stderr
    traces = [json.loads(line) for line in ran.stdout.splitlines()]
    (joined,) = [trace for trace in traces if "called" in trace["services"]]
    assert joined["connected"]
    assert joined["services"] == ["called", "caller"]


@pytest.mark.parametrize("back_end", ["datadog", "otel"])
def test_pyorch_traces_reads_the_back_end_from_the_program(back_end: str, programs: dict[str, Path]) -> None:
    command = [str(pyorch_script()), "traces", "--json", "--", str(programs[back_end]), "127.0.0.1:1"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2  # nobody answers, so the program panics
    if not ran.stdout:
        assert f"is woven for {back_end}" in ran.stderr
