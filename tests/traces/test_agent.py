"""The agent starts, receives traces, forgets them, and ends, even if the process that started it is killed."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from orchestrion_py.traces.agent import Agent, AgentError, free_ports, running_agent, stop, traced_environment

pytest.importorskip("ddapm_test_agent")

SPAN = {"trace_id": 7, "span_id": 7, "parent_id": 0, "service": "s", "name": "op", "resource": "r", "start": 1}


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    with running_agent() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_yet(agent: Agent) -> None:
    agent.clear()


def send(agent: Agent, *spans: dict[str, object]) -> None:
    request = urllib.request.Request(
        agent.url + "/v0.4/traces",
        json.dumps([spans]).encode(),
        {"Content-Type": "application/json", "X-Datadog-Trace-Count": "1", "Datadog-Meta-Lang": "test"},
    )
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10).close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_trace_that_was_sent_can_be_read_back(agent: Agent) -> None:
    send(agent, SPAN)
    (trace,) = agent.wait_for_traces(1)
    assert trace.outline() == "s op r"


def test_clear_forgets(agent: Agent) -> None:
    send(agent, SPAN)
    agent.clear()
    assert agent.traces() == []


def test_traces_that_never_come_are_an_error_that_shows_what_was_received(agent: Agent) -> None:
    send(agent, SPAN)
    with pytest.raises(AgentError, match=r"did not arrive within 0\.1 s; the agent received:\ns op r"):
        agent.wait_for_traces(2, timeout=0.1)


def test_the_agent_ends_with_the_with() -> None:
    with running_agent() as agent:
        assert alive(agent.pid)
    assert not alive(agent.pid)
    with pytest.raises(AgentError, match="does not answer"):
        agent.traces()


def test_the_agent_ends_when_its_starter_is_killed() -> None:
    program = (
        "import time\n"
        "from orchestrion_py.traces.agent import running_agent\n"
        "with running_agent() as agent:\n"
        "    print(agent.pid, flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        pid = int(starter.stdout.readline())
        starter.kill()
    deadline = time.monotonic() + 20
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)


def test_a_missing_agent_is_reported_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(AgentError, match=r"not installed: .* -m pip install 'pyorch\[agent\]'"), running_agent():
        pass


def test_settings_of_the_environment_do_not_reach_the_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PORT": "1", "LOG_LEVEL": "nonsense", "DD_TRACE_AGENT_URL": "http://192.0.2.1"}.items():
        monkeypatch.setenv(name, value)
    with running_agent() as agent:
        assert agent.traces() == []


def test_a_taken_port_is_not_a_failure(monkeypatch: pytest.MonkeyPatch, agent: Agent) -> None:
    taken = int(agent.url.rsplit(":", 1)[1])
    offers = iter([[taken, *free_ports(3)], free_ports(4)])
    monkeypatch.setattr("orchestrion_py.traces.agent.free_ports", lambda count: next(offers))
    with running_agent() as other:
        assert other.url != agent.url


def test_a_traced_program_inherits_no_other_tracing_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_TRACE_ENABLED", "false")
    environment = traced_environment("http://127.0.0.1:1", "notes", DD_ENV="test")
    assert "DD_TRACE_ENABLED" not in environment
    assert environment["PATH"] == os.environ["PATH"]
    assert (environment["DD_SERVICE"], environment["DD_ENV"]) == ("notes", "test")


def test_stop_kills_a_process_that_ignores_sigterm() -> None:
    program = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as deaf:
        assert deaf.stdout
        deaf.stdout.readline()
        assert stop(deaf, grace=0.1) == -signal.SIGKILL
