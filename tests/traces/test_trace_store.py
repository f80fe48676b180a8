"""What the store keeps, when a trace is complete, and that memory has a bound."""

from __future__ import annotations

import tracemalloc

import msgpack

from orchestrion_py.traces.datadog_protocol import spans_of_v04
from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.trace_store import TraceStore
from tests.traces.sent import TRACE, as_map, span


def outlines(store: TraceStore, now: float) -> list[str]:
    return [stored.trace.outline() for stored in store.complete(now)]


def test_a_connected_trace_is_complete_once_nothing_more_arrives() -> None:
    store = TraceStore()
    store.add_spans([span(1)], now=0.0)
    assert outlines(store, 1.0) == []
    store.add_spans([span(2, 1)], now=1.0)
    assert outlines(store, 2.0) == []
    assert outlines(store, 3.0) == ["shop op1 GET /1\n  shop op2 GET /2"]
    assert outlines(store, 9.0) == []


def test_a_trace_that_lacks_a_span_waits_longer() -> None:
    store = TraceStore()
    store.add_spans([span(2, 1)], now=0.0)
    assert outlines(store, 3.0) == []
    assert outlines(store, 6.0) == ["shop op2 GET /2"]


def test_a_late_span_reports_the_whole_trace_again() -> None:
    store = TraceStore()
    store.add_spans([span(1)], now=0.0)
    (first,) = store.complete(2.0)
    store.add_spans([span(2, 1)], now=3.0)
    (again,) = store.complete(5.0)
    assert (first.again, again.again) == (False, True)
    assert len(again.trace.spans) == 2


def test_a_span_that_comes_twice_counts_once() -> None:
    store = TraceStore()
    store.add_spans([span(1), span(1, resource="last")], now=0.0)
    (stored,) = store.rest()
    assert [one.resource for one in stored.trace.spans] == ["last"]


def test_log_lines_come_before_or_after_their_spans() -> None:
    store = TraceStore()
    store.add_log(LogLine(TRACE, 1, 20, "early"))
    store.add_spans([span(1)])
    store.add_log(LogLine(TRACE, 1, 10, "late, about something before"))
    store.add_log(LogLine(TRACE + 1, 1, 10, "of another trace"))
    (stored,) = store.rest()
    assert [line.text for line in stored.logs] == ["late, about something before", "early"]


def test_the_oldest_traces_go_first() -> None:
    store = TraceStore(limit=20_000)
    for number in range(1, 101):
        store.add_spans([span(1, trace=number)])
        store.add_spans([span(number + 1, 1, trace=1)])  # this one keeps growing
    kept = [stored.trace.spans[0].trace_id for stored in store.traces()]
    assert kept[-2:] == [100, 1]
    assert kept[:-1] == sorted(kept[:-1])
    assert store.received == 200
    assert store.dropped == 200 - sum(len(stored.trace.spans) for stored in store.traces())


def test_a_trace_that_is_too_large_keeps_its_newest_spans() -> None:
    store = TraceStore(limit=20_000)
    store.add_spans(span(number, 1) for number in range(1, 1_001))
    (stored,) = store.traces()
    numbers = [one.span_id for one in stored.trace.spans]
    assert numbers == list(range(1_001 - len(numbers), 1_001))
    assert 5 < len(numbers) < 50


def test_a_hundred_thousand_spans_do_not_grow_the_memory() -> None:
    limit = 4 * 1024 * 1024
    store = TraceStore(limit)
    meta = {f"tag.{number}": "value" for number in range(10)}
    maps = [as_map(span(number, min(number - 1, 1), meta=meta)) for number in range(1, 11)]
    try:
        for batch in range(100):
            if batch == 90:  # it makes everything slower; by now all that is kept is replaced several times
                tracemalloc.start()
            traces = [[{**one, "trace_id": batch * 100 + number} for one in maps] for number in range(1, 101)]
            store.add_spans(spans_of_v04(msgpack.packb(traces)))
            del traces
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert store.received == 100_000
    newest = [stored.trace.spans[0].trace_id for stored in store.traces()]
    assert newest == list(range(10_001 - len(newest), 10_001))
    assert len(newest) * 10 == 100_000 - store.dropped
    assert limit / 4 < used < 1.2 * limit
