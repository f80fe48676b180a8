"""The spans of two processes become one tree."""

from typing import Any

import pytest

from orchestrion_py.traces.span_tree import Trace, join
from tests.traces.recorded import payloads

STORED = """\
notes-front http.request POST /notes
  notes-front http.request POST /notes
    notes-front http.request POST /notes
      notes-back http.request POST /notes
        notes-back store.create
          sqlite.db sqlite.query INSERT INTO notes (title, body, created) VALUES (?, ?, ?)"""


@pytest.fixture
def traces() -> list[Trace]:
    return join([*payloads("back"), *payloads("front")])


def span(span_id: int, parent_id: int = 0, **more: Any) -> dict[str, Any]:
    return {"trace_id": 1, "span_id": span_id, "parent_id": parent_id, "name": f"op{span_id}", "start": span_id, **more}


def test_a_request_is_one_tree_across_both_processes(traces: list[Trace]) -> None:
    stored = traces[1]
    assert stored.outline() == STORED
    assert stored.connected
    assert stored.services == {"notes-front", "notes-back", "sqlite.db"}
    assert len(stored.processes) == 2


def test_the_order_in_which_payloads_arrive_does_not_matter(traces: list[Trace]) -> None:
    assert join(reversed([*payloads("back"), *payloads("front")])) == traces


def test_a_payload_that_was_sent_twice_counts_once(traces: list[Trace]) -> None:
    assert join([*payloads("front"), *payloads("back"), *payloads("front")]) == traces


def test_a_trace_id_has_128_bits(traces: list[Trace]) -> None:
    raw = payloads("front")[0][0]
    assert f"{traces[1].id:032x}" == raw["meta"]["_dd.p.tid"] + f"{raw['trace_id']:016x}"


def test_an_unknown_note_is_a_404_in_each_http_span(traces: list[Trace]) -> None:
    unknown = traces[2]
    assert [span.status for span in unknown.spans] == [404, 404, 404, 404, None, None]
    assert [span.message for span in unknown.spans if span.error] == ["404: Not Found", "no such note"]


def test_a_failed_query_has_the_message_of_the_database(traces: list[Trace]) -> None:
    query = traces[3].spans[-1]
    assert query.error
    assert query.message == "SQL logic error: no such column: colour (1)"


def test_a_missing_parent_disconnects_the_trace() -> None:
    (trace,) = join(payloads("back")[1:2])
    assert not trace.connected
    assert trace.outline().startswith("notes-back http.request")


def test_has_path_needs_each_span_to_be_the_parent_of_the_next(traces: list[Trace]) -> None:
    stored = traces[1]
    assert stored.has_path(
        "http.request", "http.request", "http.request", "http.request", "store.create", "sqlite.query"
    )
    assert stored.has_path("store.create", "sqlite.query")
    assert not stored.has_path("http.request", "sqlite.query")


def test_children_are_in_the_order_in_which_they_started() -> None:
    (trace,) = join([[span(1), span(3, 1, start=9), span(2, 1, start=8)]])
    assert [each.span_id for each in trace.spans] == [1, 2, 3]


def test_spans_in_a_cycle_of_parents_are_kept() -> None:
    (trace,) = join([[span(1), span(2, 3), span(3, 2), span(4, 4)]])
    assert {each.span_id for each in trace.spans} == {1, 2, 3, 4}
    assert not trace.connected


def test_a_trace_may_be_deeper_than_pythons_stack() -> None:
    (trace,) = join([[span(number, number - 1) for number in range(1, 5_001)]])
    assert trace.connected
    assert len(trace.spans) == 5_000
