"""Requests of Datadog's protocol, as tracers send them."""

from __future__ import annotations

import json

import msgpack
import pytest

from orchestrion_py.traces.datadog_protocol import PayloadError, spans_of_v04, spans_of_v05
from tests.traces.sent import as_map, span, v04

SPAN = span(2, 1, type="web", error=True, meta={"http.method": "GET"}, metrics={"process_id": 7.0})


def test_version_04() -> None:
    assert spans_of_v04(v04(span(1), SPAN)) == [span(1), SPAN]


def test_version_04_as_json() -> None:
    assert spans_of_v04(json.dumps([[as_map(SPAN)]]).encode(), "application/json") == [SPAN]


def test_version_05() -> None:
    texts = ["", "shop", "op2", "GET /2", "web", "http.method", "GET", "process_id"]
    row = [1, 2, 3, SPAN.trace_id, 2, 1, SPAN.start, SPAN.duration, 1, {5: 6}, {7: 7.0}, 4]
    assert spans_of_v05(msgpack.packb([texts, [[row]]])) == [SPAN]


def test_what_go_leaves_out_or_sends_as_nil() -> None:
    bare = {"span_id": 1, "trace_id": 2, "meta": None, "metrics": None}
    (found,) = spans_of_v04(msgpack.packb([[bare], None]))
    assert (found.span_id, found.trace_id, found.parent_id, found.service, found.meta) == (1, 2, 0, "", {})


def test_a_text_that_is_not_utf_8_and_a_metric_that_is_no_number() -> None:
    broken = {**as_map(span(1)), "resource": b"caf\xe9", "metrics": {"a": float("nan"), "b": 1.5}}
    (found,) = spans_of_v04(msgpack.packb([[broken]], use_bin_type=False))
    assert (found.resource, found.metrics) == ("caf\ufffd", {"b": 1.5})


def test_events_and_links_of_a_span() -> None:
    event = {
        "name": "exception",
        "attributes": {"b": {"type": 0, "string_value": "x"}, "a": {"type": 2, "int_value": 4}},
    }
    (found,) = spans_of_v04(msgpack.packb([[{**as_map(span(1)), "span_events": [event], "span_links": [{}, {}]}]]))
    assert found.meta == {"event.exception": "a=4 b=x", "links": "2"}


@pytest.mark.parametrize(
    "body", [b"", b"\xc1", b"\x91\x91\x01", b"{}", b"\x91\x91\x80", msgpack.packb([[{"meta": 3}]])]
)
def test_a_body_that_is_not_one(body: bytes) -> None:
    with pytest.raises(PayloadError, match=r"do not follow version 0\.4"):
        spans_of_v04(body)
    with pytest.raises(PayloadError, match=r"do not follow version 0\.5"):
        spans_of_v05(body)
