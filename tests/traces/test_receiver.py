"""The receiver's answers to tracers and exporters."""

from __future__ import annotations

import gzip
import json
import socket
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import grpc
import msgpack
import pytest
from google.protobuf.json_format import ParseDict
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2_grpc
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2, metrics_service_pb2_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from orchestrion_py.faults import Fault
from orchestrion_py.traces.otlp import logs_request, traces_request
from orchestrion_py.traces.receiver import Addresses, Ports, running_receiver
from orchestrion_py.traces.trace_store import TraceStore
from tests.traces.sent import TRACE, post, span, v04

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/json"
PROTOBUF = "application/x-protobuf"
TRACE_ID = f"{1:016x}{TRACE:016x}"
OTLP = {
    "resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
        "scopeSpans": [{"scope": {"name": "x"}, "spans": [{
            "traceId": TRACE_ID, "spanId": f"{5:016x}", "name": "GET /", "kind": 2, "startTimeUnixNano": "1000",
            "endTimeUnixNano": "3000", "status": {"code": 2},
        }]}],
    }]
}  # fmt: skip
LOGS = {"resourceLogs": [{"scopeLogs": [{"logRecords": [
    {"traceId": TRACE_ID, "spanId": f"{5:016x}", "body": {"stringValue": "hello"}, "severityText": "WARN"},
    {"body": {"stringValue": "without a trace"}},
]}]}]}  # fmt: skip


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Addresses, TraceStore]]:
    store = TraceStore()
    with running_receiver(store) as addresses:
        yield addresses, store


@pytest.fixture
def addresses(running: tuple[Addresses, TraceStore]) -> Addresses:
    running[1].clear()
    return running[0]


@pytest.fixture
def store(running: tuple[Addresses, TraceStore]) -> TraceStore:
    return running[1]


def outlines(store: TraceStore) -> list[str]:
    return [stored.trace.outline() for stored in store.traces()]


def test_info_offers_no_statistics_so_that_no_trace_is_dropped(addresses: Addresses) -> None:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{addresses.datadog}/info") as answer:
        info = json.load(answer)
    assert "/v0.4/traces" in info["endpoints"]
    assert "/v0.6/stats" not in info["endpoints"]
    assert info["client_drop_p0s"] is False


def test_datadog_version_04(addresses: Addresses, store: TraceStore) -> None:
    assert json.loads(post(f"{addresses.datadog}/v0.4/traces", v04(span(1), span(2, 1)))) == {
        "rate_by_service": {"service:,env:": 1}
    }
    assert outlines(store) == ["shop op1 GET /1\n  shop op2 GET /2"]


def test_datadog_version_05(addresses: Addresses, store: TraceStore) -> None:
    post(f"{addresses.datadog}/v0.5/traces", msgpack.packb([["a"], [[[0, 0, 0, 1, 2, 0, 3, 4, 0, {}, {}, 0]]]]))
    assert outlines(store) == ["a a"]


def test_otlp_as_json(addresses: Addresses, store: TraceStore) -> None:
    assert json.loads(post(f"{addresses.otlp}/v1/traces", json.dumps(OTLP).encode(), JSON)) == {}
    (stored,) = store.traces()
    (only,) = stored.trace.spans
    assert stored.trace.id == int(TRACE_ID, 16)
    assert (only.span_id, only.service, only.resource, only.duration, only.error) == (5, "shop", "GET /", 2000, True)
    assert only.origin == "x server"


def test_otlp_as_protobuf_in_gzip(addresses: Addresses, store: TraceStore) -> None:
    spans = {"spans": [{"name": "GET /", "trace_id": "AAAAAAAAAAAAAAAAAAAAAQ==", "span_id": "AAAAAAAAAAI="}]}
    message = ParseDict({"resource_spans": [{"scope_spans": [spans]}]}, ExportTraceServiceRequest())
    body = gzip.compress(message.SerializeToString())
    assert post(f"{addresses.otlp}/v1/traces", body, PROTOBUF, **{"Content-Encoding": "gzip"}) == b""
    assert [one.span_id for one in store.traces()[0].trace.spans] == [2]


def test_log_records_join_their_trace(addresses: Addresses, store: TraceStore) -> None:
    post(f"{addresses.otlp}/v1/logs", json.dumps(LOGS).encode(), JSON)
    post(f"{addresses.otlp}/v1/traces", json.dumps(OTLP).encode(), JSON)
    (stored,) = store.traces()
    assert [(line.text, line.severity, line.span_id) for line in stored.logs] == [("hello", "WARN", 5)]


def test_otlp_over_grpc(addresses: Addresses, store: TraceStore) -> None:
    with grpc.insecure_channel(addresses.grpc.removeprefix("http://")) as channel:
        trace_service_pb2_grpc.TraceServiceStub(channel).Export(
            traces_request(json.dumps(OTLP).encode(), JSON), timeout=30
        )
        logs_service_pb2_grpc.LogsServiceStub(channel).Export(logs_request(json.dumps(LOGS).encode(), JSON), timeout=30)
        metrics = metrics_service_pb2_grpc.MetricsServiceStub(channel)
        metrics.Export(metrics_service_pb2.ExportMetricsServiceRequest(), timeout=30)
    (stored,) = store.traces()
    assert stored.trace.outline() == "shop GET / [error]"
    assert [line.text for line in stored.logs] == ["hello"]


@pytest.mark.parametrize(
    "path",
    ["/telemetry/proxy/api/v2/apmtelemetry", "/v0.6/stats", "/v0.7/config", "/profiling/v1/input", "/v1/metrics"],
)
def test_what_is_left_aside(addresses: Addresses, store: TraceStore, path: str) -> None:
    post(f"{addresses.datadog}{path}", b"anything")
    assert store.traces() == []


@pytest.mark.parametrize(
    ("path", "kind", "why"),
    [("/v0.4/traces", "", "version 0.4"), ("/v0.5/traces", "", "version 0.5"), ("/v1/traces", PROTOBUF, "OTLP"),
     ("/v1/traces", JSON, "OTLP"), ("/v1/logs", JSON, "OTLP")],
)  # fmt: skip
def test_a_bad_body_is_refused_with_the_reason(addresses: Addresses, path: str, kind: str, why: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(addresses.datadog + path, b"\xff\xff", kind)
    assert caught.value.code == 400
    assert why in caught.value.read().decode()


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with (
            pytest.raises(Fault, match=f"cannot listen on 127.0.0.1:{port}"),
            running_receiver(TraceStore(), Ports(port)),
        ):
            pass
        with running_receiver(TraceStore(), Ports(port, port, usual=True)) as addresses:
            assert not addresses.datadog.endswith(f":{port}")
            assert addresses.datadog == addresses.otlp
