"""Records of woven loggers have the ids of the span in which they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.system.frameworks.programs import run_traced

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build

_SPAN_SAID = re.compile(r'(?:^|"msg":"|"message":"|INFO |WARN )(\w+): ')
_TRACE_ID = re.compile(r'dd\.trace_id"?[:=]"?(\w+)')
_SPAN_ID = re.compile(r'dd\.span_id"?[:=]"?(\w+)')


@dataclass(frozen=True, slots=True)
class Record:
    """A line of a log: the operation of the span that it claims to be in, and its ids."""

    operation: str
    trace_ids: tuple[int, ...]
    span_ids: tuple[int, ...]


@pytest.mark.parametrize(
    ("name", "operations"),
    [
        ("logrus", {"none", "outer", "inner"}),
        ("slog", {"none", "outer", "inner", "standard", "changed"}),
        ("zap", {"none", "outer", "inner", "globally"}),
        ("zerolog", {"none", "outer", "inner", "globally"}),
    ],
)
def test_records_carry_the_ids_of_their_span(name: str, operations: set[str], woven: Path, agent: Agent) -> None:
    ran, traces = run_traced(woven / name, agent, {})
    records = [_record(line) for line in ran.err.splitlines() if _SPAN_SAID.search(line)]
    assert len(records) == len(ran.out.splitlines())
    assert {record.operation for record in records} == operations
    spans = {span.span_id: span for trace in traces for span in trace.spans}
    for record in records:
        assert len(record.span_ids) == len(record.trace_ids) == (record.operation != "none"), record
        for trace_id, span_id in zip(record.trace_ids, record.span_ids, strict=True):
            assert (spans[span_id].operation, spans[span_id].trace_id) == (record.operation, trace_id), record


def _record(line: str) -> Record:
    said = _SPAN_SAID.search(line)
    assert said is not None
    # Traces are identified by the lower half of the hexadecimal id in a record.
    trace_ids = tuple(int(found[-16:], 16) for found in _TRACE_ID.findall(line))
    return Record(said[1], trace_ids, tuple(int(found) for found in _SPAN_ID.findall(line)))
