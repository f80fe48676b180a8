"""Spans and log records of OTLP, as the test agent returns them."""

from __future__ import annotations

import base64

from google.protobuf.json_format import ParseDict
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from orchestrion_py.traces.otlp import Record, records_of_otlp, spans_of_otlp
from orchestrion_py.traces.span_tree import traces_of

TRACE = base64.b64encode(bytes(range(1, 17))).decode()


def request(service: str, *spans: dict[str, object]) -> dict[str, object]:
    resource = {"attributes": [{"key": "service.name", "value": {"string_value": service}}]}
    scope = {"scope": {"name": "otelhttp"}, "spans": list(spans)}
    return {"resource_spans": [{"resource": resource, "scope_spans": [scope]}]}


def span(number: int, parent: int, **more: object) -> dict[str, object]:
    ids = {"trace_id": TRACE, "span_id": base64.b64encode(bytes([0] * 7 + [number])).decode()}
    above = {"parent_span_id": base64.b64encode(bytes([0] * 7 + [parent])).decode()} if parent else {}
    times = {"start_time_unix_nano": str(1000 + number), "end_time_unix_nano": str(1500 + number)}
    return {**ids, **above, **times, "name": f"span {number}", "kind": "SPAN_KIND_CLIENT", **more}


def test_two_services_make_one_trace() -> None:
    attributes = [
        {"key": "http.response.status_code", "value": {"int_value": "503"}},
        {"key": "list", "value": {"array_value": {"values": [{"string_value": "a"}, {"bool_value": True}]}}},
    ]
    failed = {"code": "STATUS_CODE_ERROR", "message": "no"}
    event = {"name": "exception", "attributes": [{"key": "exception.type", "value": {"string_value": "E"}}]}
    requests = [
        request("shop", span(2, 1, attributes=attributes, status=failed, events=[event], links=[{}])),
        request("web", span(1, 0, kind="SPAN_KIND_SERVER")),
    ]
    (trace,) = traces_of(spans_of_otlp(ParseDict(each, ExportTraceServiceRequest()) for each in requests))
    assert trace.id == int.from_bytes(bytes(range(1, 17)), "big")
    assert trace.outline() == "web span 1\n  shop span 2 [error]"
    below = trace.spans[1]
    assert (below.duration, below.message, below.error) == (500, "no", True)
    assert {name: text for name, text in below.meta.items() if not name.startswith("_")} == {
        "http.response.status_code": "503",
        "list": "[a, True]",
        "span.kind": "client",
        "otel.scope.name": "otelhttp",
        "error.message": "no",
        "event.exception": "exception.type=E",
        "links": "1",
    }


def test_log_records() -> None:
    nested = {"kvlist_value": {"values": [{"key": "b", "value": {"int_value": "1"}}]}}
    record = {"severity_text": "INFO", "body": {"string_value": "hello"}, "attributes": [{"key": "a", "value": nested}]}
    in_span = {**record, "trace_id": TRACE, "span_id": base64.b64encode(bytes([0] * 7 + [3])).decode()}
    scope = {"scope": {"name": "log/slog"}, "log_records": [record, in_span]}
    request = ParseDict({"resource_logs": [{"scope_logs": [scope]}]}, ExportLogsServiceRequest())
    outside, inside = records_of_otlp([request])
    assert outside == Record("log/slog", "INFO", "hello", {"a": "{b=1}"}, 0, 0)
    assert (inside.trace_id, inside.span_id) == (int.from_bytes(bytes(range(9, 17)), "big"), 3)
