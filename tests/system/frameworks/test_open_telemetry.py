"""The programs of this folder with OpenTelemetry: the same output and exit code as plain, and the spans of `NAME.trace`.

The programs with loggers write the ids of their spans, and send their records if the environment asks for it.

go.mod, go.sum, the tool file and the traces are in the folder `frameworks-otel` beside this one. `PYORCH_UPDATE=1` rewrites the
traces; read the difference before you commit it. `make test` has a sample of the programs.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import otlp_environment
from tests.system.frameworks.programs import HERE, build_all, names_of_selected_tests, otel_told, plain_environment, run
from tests.system.frameworks.servers import needed_by

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build

MODULE = HERE.parent / "frameworks-otel"
SAMPLE = ("http-client", "http-server")
OTHERS = tuple(sorted(path.stem for path in MODULE.glob("*.trace") if path.stem not in SAMPLE))
LOGGERS = tuple(pytest.param(name, marks=pytest.mark.slow) for name in ("logrus", "slog", "zap", "zerolog"))
# What a line says about the span that it is in, "none" for outside of any.
_SAID = re.compile(r'(?:^|"msg":"|"message":"|INFO |WARN )(\w+): ')
_TRACE_ID, _SPAN_ID = (re.compile(rf'\b{name}"?[:=]"?(\w+)') for name in ("trace_id", "span_id"))
NAMES = (*SAMPLE, *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS))


@pytest.fixture(scope="module")
def otel(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with the programs that the selected tests need, woven with OpenTelemetry."""
    wanted = sorted(names_of_selected_tests(request) & {*SAMPLE, *OTHERS})
    module = tmp_path_factory.mktemp("module")
    for name in (*wanted, "internal"):
        shutil.copytree(HERE / name, module / name)
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(MODULE / name, module)
    target = tmp_path_factory.mktemp("otel")
    build_all(target, woven=True, module=module, names=wanted)
    return target


@pytest.mark.parametrize("name", NAMES)
def test_spans_of_open_telemetry(name: str, plain: Path, otel: Path, agent: Agent) -> None:
    with ExitStack() as stack:
        servers = needed_by(name, stack)
        expected = run(plain / name, plain_environment(servers))
        agent.clear()
        ran = run(otel / name, otlp_environment(agent.otlp_url, name, **servers))
    assert (ran.code, ran.out) == (expected.code, expected.out), ran.err
    assert ran.code == 0, ran.err
    file = MODULE / f"{name}.trace"
    found = otel_told(agent.otlp_traces())
    if os.environ.get("PYORCH_UPDATE"):
        file.write_text(found)
    assert found == file.read_text()


@pytest.mark.parametrize("name", LOGGERS)
def test_log_lines_and_records_have_the_ids_of_their_span(name: str, plain: Path, otel: Path, agent: Agent) -> None:
    expected = run(plain / name, plain_environment({}))
    agent.clear()
    ran = run(otel / name, otlp_environment(agent.otlp_url, name, OTEL_LOGS_EXPORTER="otlp"))
    assert (ran.code, ran.out) == (0, expected.out), ran.err
    operations = {
        span.span_id: (span.operation, span.trace_id) for trace in agent.otlp_traces() for span in trace.spans
    }
    lines = [line for line in ran.err.splitlines() if _SAID.search(line)]
    assert len(lines) == len(ran.out.splitlines())
    ids = [_ids(line) for line in lines]
    for line, (trace_id, span_id) in zip(lines, ids, strict=True):
        assert _span_said(line) == operations.get(span_id, ("none", 0))[0]
        assert operations.get(span_id, ("none", 0))[1] == trace_id, line
    # Package log's own lines are not records.
    sent = [record for record in agent.otlp_records() if _SAID.search(record.body)]
    written = [each for line, each in zip(lines, ids, strict=True) if "none: package log" not in line]
    assert [(record.trace_id, record.span_id) for record in sent] == written


def _span_said(line: str) -> str:
    said = _SAID.search(line)
    assert said is not None
    return said[1]


def _ids(line: str) -> tuple[int, int]:
    """The ids in a line, of a trace only the lower half as in traces."""
    trace_ids, span_ids = _TRACE_ID.findall(line), _SPAN_ID.findall(line)
    assert len(trace_ids) == len(span_ids) <= 1, line
    return int(trace_ids[0][-16:], 16) if trace_ids else 0, int(span_ids[0], 16) if span_ids else 0
