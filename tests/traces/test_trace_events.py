"""The Trace Event format: what Perfetto draws must nest on each of its rows."""

from __future__ import annotations

import json
from typing import Any

from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.span_tree import Span, join, traces_of
from orchestrion_py.traces.trace_events import as_trace_events
from orchestrion_py.traces.trace_store import StoredTrace
from tests.traces.recorded import payloads
from tests.traces.sent import TRACE, span

MS = 1_000_000


def events(*spans: Span, logs: tuple[LogLine, ...] = ()) -> list[dict[str, Any]]:
    found = [StoredTrace(trace, logs) for trace in traces_of(spans)]
    drawn: list[dict[str, Any]] = json.loads(json.dumps(as_trace_events(found)))["traceEvents"]
    return drawn


def rows(drawn: list[dict[str, Any]]) -> dict[str, int]:
    return {event["name"]: event["tid"] for event in drawn if event["ph"] == "X"}


def test_a_span_is_an_event_with_its_tags() -> None:
    first, *_ = events(span(1, meta={"http.method": "GET"}, metrics={"process_id": 3}))
    assert {name: first[name] for name in ("ph", "name", "cat", "ts", "dur", "pid", "tid")} == {
        "ph": "X", "name": "GET /1", "cat": "op1", "ts": 0, "dur": 500, "pid": 1, "tid": 1,
    }  # fmt: skip
    assert first["args"]["http.method"] == "GET"
    assert first["args"]["span_id"] == f"{1:016x}"


def test_children_stand_below_their_parent_and_siblings_at_the_same_time_on_another_row() -> None:
    drawn = events(span(1, duration=20 * MS), span(2, 1, duration=5 * MS), span(3, 1, duration=5 * MS), span(9, 1))
    assert rows(drawn) == {"GET /1": 1, "GET /2": 1, "GET /3": 2, "GET /9": 1}


def test_a_child_that_outlives_its_parent_gets_another_row() -> None:
    assert rows(events(span(1, duration=5 * MS), span(2, 1, duration=9 * MS))) == {"GET /1": 1, "GET /2": 2}


def test_traces_at_the_same_time_stand_on_rows_of_their_own() -> None:
    assert rows(events(span(1, duration=9 * MS), span(2, trace=TRACE + 1))) == {"GET /1": 1, "GET /2": 2}


def test_an_arrow_goes_from_service_to_service() -> None:
    drawn = events(span(1, duration=9 * MS), span(2, 1, service="stock"))
    assert [(event["ph"], event["pid"]) for event in drawn if event["ph"] in "sf"] == [("s", 1), ("f", 2)]
    names = {event["args"]["name"]: event["pid"] for event in drawn if event["ph"] == "M"}
    assert names == {"shop": 1, "stock": 2}


def test_a_log_line_is_an_instant_on_the_row_of_its_span() -> None:
    drawn = events(span(1), logs=(LogLine(TRACE, 1, span(1).start + MS, "hello"), LogLine(TRACE, 7, 0, "nowhere")))
    assert [(event["name"], event["ts"]) for event in drawn if event["ph"] == "i"] == [("hello", 1000)]


def test_recorded_traces_nest() -> None:
    found = [StoredTrace(trace) for trace in join([*payloads("back"), *payloads("front")])]
    drawn: list[Any] = as_trace_events(found)["traceEvents"]  # type: ignore[assignment]
    ends: dict[tuple[int, int], list[float]] = {}
    for event in [event for event in drawn if event["ph"] == "X"]:
        above = ends.setdefault((event["pid"], event["tid"]), [])
        while above and above[-1] <= event["ts"]:
            above.pop()
        assert not above or event["ts"] + event["dur"] <= above[-1]
        above.append(event["ts"] + event["dur"])
