"""`pyorch traces -- COMMAND`: what the command gets, what is copied, and the exit code."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.traces.receiver import Addresses
from orchestrion_py.traces.saved_traces import saved_traces
from orchestrion_py.traces.trace_store import TraceStore
from orchestrion_py.traces.traced_command import pointed_at, start_command
from tests.helpers.paths import REPOSITORY
from tests.traces.sent import TRACE, span, v04

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ADDRESSES = Addresses("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3")
# A program that sends the spans of a file as a tracer does, and logs a line.
PROGRAM = """
import os, sys, urllib.request
body = open(sys.argv[1], "rb").read()
request = urllib.request.Request(os.environ["DD_TRACE_AGENT_URL"] + "/v0.4/traces", body)
urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).read()
print("dd.trace_id=%d dd.span_id=1 hello" % int(sys.argv[2]), flush=True)
print("to stderr", file=sys.stderr)
sys.exit(7)
"""
WAITS = 'import sys, time; print("ready", flush=True); time.sleep(60)'


def test_the_environment_of_a_command() -> None:
    own = {"DD_SERVICE": "shop", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x", "DD_TRACE_AGENT_URL": "http://x"}
    found = pointed_at(ADDRESSES, {**own, "DD_TRACE_STARTUP_LOGS": "true"})
    assert found["DD_SERVICE"] == "shop"
    assert found["DD_TRACE_AGENT_URL"] == ADDRESSES.datadog
    assert found["OTEL_EXPORTER_OTLP_ENDPOINT"] == ADDRESSES.otlp
    assert found["DD_TRACE_STARTUP_LOGS"] == "true"
    assert "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" not in found


def test_a_program_gets_only_the_variables_of_its_back_end() -> None:
    found = pointed_at(ADDRESSES, {"OTEL_METRICS_EXPORTER": "otlp"}, ["datadog"])
    assert {name for name in found if name.startswith("OTEL_")} == {"OTEL_METRICS_EXPORTER"}
    assert found["DD_TRACE_AGENT_URL"] == ADDRESSES.datadog
    assert not any(name.startswith("DD_") for name in pointed_at(ADDRESSES, {}, ["otel"]))


def test_exporters_of_grpc_get_its_port() -> None:
    whole = pointed_at(ADDRESSES, {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"})
    assert whole["OTEL_EXPORTER_OTLP_ENDPOINT"] == ADDRESSES.grpc
    traces = pointed_at(ADDRESSES, {"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "grpc"})
    assert traces["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] == ADDRESSES.grpc
    assert traces["OTEL_EXPORTER_OTLP_ENDPOINT"] == ADDRESSES.otlp
    mixed = pointed_at(
        ADDRESSES, {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL": "http/protobuf"}
    )
    assert mixed["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] == f"{ADDRESSES.otlp}/v1/logs"


def test_output_is_copied_and_log_lines_are_found() -> None:
    store, out, err = TraceStore(), io.BytesIO(), io.BytesIO()
    text = f"print('trace_id={1:016x}{TRACE:016x}'); print('end', end='')"
    running = start_command([sys.executable, "-c", text], {}, store, out, err)
    running.process.wait()
    running.finish_output()
    store.add_spans([span(1)])
    assert out.getvalue().endswith(b"\nend")
    assert [line.text for line in store.traces()[0].logs] == [f"trace_id={1:016x}{TRACE:016x}"]


@pytest.mark.parametrize(("program", "status"), [("no/such/program", 127), (str(REPOSITORY), 126)])
def test_a_command_that_cannot_run(program: str, status: int) -> None:
    with pytest.raises(Fault, match="cannot run") as caught:
        start_command([program], {}, TraceStore(), io.BytesIO(), io.BytesIO())
    assert caught.value.status == status


def pyorch(arguments: Sequence[str]) -> subprocess.Popen[str]:
    script = [sys.executable, "-P", "-m", "orchestrion_py", "traces", *arguments]
    return subprocess.Popen(
        script, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, start_new_session=True
    )


@pytest.fixture
def sends(tmp_path: Path) -> list[str]:
    """A command that sends two spans."""
    (tmp_path / "body").write_bytes(v04(span(1), span(2, 1)))
    return [sys.executable, "-c", PROGRAM, str(tmp_path / "body"), str(TRACE)]


def test_the_whole_command(sends: list[str], tmp_path: Path) -> None:
    saved = tmp_path / "saved.jsonl"
    process = pyorch(["--save", str(saved), "--", *sends])
    out, err = process.communicate(timeout=60)
    assert process.returncode == 7, err
    assert [line for line in err.splitlines() if "the page is on" not in line] == ["to stderr"]
    log, title, *tree, line, empty = out.splitlines()
    assert log == f"dd.trace_id={TRACE} dd.span_id=1 hello"
    assert " 2 spans " in title
    assert [words.split()[:2] for words in tree] == [["shop", "op1"], ["└─", "shop"]]
    assert line.endswith(log)
    assert empty == ""

    again, _ = pyorch([str(saved)]).communicate(timeout=60)
    assert again.splitlines() == out.splitlines()[1:]


def test_a_saved_file_has_a_page_and_an_export(sends: list[str], tmp_path: Path) -> None:
    saved, exported = tmp_path / "saved.jsonl", tmp_path / "events.json"
    pyorch(["--save", str(saved), "--", *sends]).communicate(timeout=60)
    process = pyorch([str(saved), "--web", "0", "--perfetto", str(exported)])
    assert process.stderr
    page = re.findall(r"http://127[\d.:]+", process.stderr.readline())[0]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{page}/api/traces") as answer:
        assert [one["spans"] for one in json.load(answer)["traces"]] == [2]
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert len([event for event in json.loads(exported.read_text())["traceEvents"] if event["ph"] == "X"]) == 2


@pytest.mark.parametrize("text", ["no json", "{}", '{"version": 2}', b"\xff\xfe"])
def test_a_file_that_is_not_one_of_traces(text: str | bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Fault, match=r"file:1: |is not a file of traces"):
        saved_traces(tmp_path / "file")


def test_json_alone_is_on_stdout(sends: list[str]) -> None:
    out, err = pyorch(["--json", "--", *sends]).communicate(timeout=60)
    (line,) = out.splitlines()
    trace = json.loads(line)
    assert (trace["version"], trace["trace_id"], trace["connected"]) == (1, f"{TRACE:032x}", True)
    assert [(one["operation"], one["parent_id"]) for one in trace["spans"]] == [("op1", ""), ("op2", f"{1:016x}")]
    assert "hello" in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_both(number: signal.Signals) -> None:
    process = pyorch(["--", sys.executable, "-c", WAITS])
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    # Python ends at SIGINT by its own hand, as a shell expects: with the signal.
    assert process.returncode == 128 + number
    assert "no span arrived" in err
    assert "Traceback" not in err.replace('Traceback (most recent call last):\n  File "<string>"', "")


def test_ctrl_c_on_a_terminal_reaches_the_command_once() -> None:
    counts = (
        "import signal, time; signal.signal(signal.SIGINT, lambda *_: print('asked', flush=True));"
        "print('ready', flush=True); time.sleep(1.5); print('done', flush=True)"
    )
    command = [sys.executable, "-P", "-m", "orchestrion_py", "traces", "--", sys.executable, "-c", counts]
    terminal, inside = pty.openpty()
    # setsid makes it the terminal of the command, so that Ctrl-C is a signal to its processes.
    process = subprocess.Popen(["setsid", "--ctty", *command], stdin=inside, stdout=inside, stderr=inside)
    os.close(inside)
    shown = b""
    while b"ready" not in shown:
        shown += os.read(terminal, 4096)
    os.write(terminal, b"\x03")
    with suppress(OSError):  # the terminal ends with its last process
        while more := os.read(terminal, 4096):
            shown += more
    os.close(terminal)
    code = process.wait(60)
    assert (shown.count(b"asked"), shown.count(b"done"), code) == (1, 1, 0)


def test_without_a_command_it_receives_until_a_signal() -> None:
    process = pyorch(["--port", "0"])
    assert process.stderr
    assert "the page is on" in process.stderr.readline()
    assert "receiving traces" in process.stderr.readline()
    assert "DD_TRACE_AGENT_URL=http://127.0.0.1:" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 0
