"""Reads the spans and log records of OpenTelemetry's protocol, OTLP: protobuf, and its JSON form."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Any

from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from orchestrion_py.traces.datadog_protocol import JSON, PayloadError
from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.span_tree import LOWER_HALF, UPPER_TRACE_ID, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = ("unspecified", "internal", "server", "client", "producer", "consumer")
_ERROR = 2
_IDS = {"traceId", "spanId", "parentSpanId", "trace_id", "span_id", "parent_span_id"}


@dataclass(frozen=True, slots=True)
class Record:
    """A log record. Without a span, both ids are 0. `time` is in nanoseconds since 1970."""

    library: str
    severity: str
    body: str
    attributes: dict[str, str]
    trace_id: int
    span_id: int
    service: str = ""
    time: int = 0


def traces_request(body: bytes, content_type: str) -> ExportTraceServiceRequest:
    """Return the request for spans that a body holds, as protobuf or JSON. Raises a PayloadError."""
    request = ExportTraceServiceRequest()
    _parse(body, content_type, request)
    return request


def logs_request(body: bytes, content_type: str) -> ExportLogsServiceRequest:
    """Return the request for log records that a body holds, as protobuf or JSON. Raises a PayloadError."""
    request = ExportLogsServiceRequest()
    _parse(body, content_type, request)
    return request


def _parse(body: bytes, content_type: str, message: Any) -> None:
    try:
        if content_type == JSON:
            ParseDict(_with_base64_ids(json.loads(body)), message, ignore_unknown_fields=True)
        else:
            message.ParseFromString(body)
    except (ValueError, TypeError, AttributeError, ParseError, DecodeError) as error:
        raise PayloadError(f"the body does not follow OTLP: {error}") from error


def _with_base64_ids(value: Any) -> Any:
    """Return a JSON value with its ids as protobuf's own JSON has them, in base64. OTLP writes them as hexadecimal digits."""
    if isinstance(value, list):
        return [_with_base64_ids(each) for each in value]
    if isinstance(value, dict):
        return {key: _base64(each) if key in _IDS else _with_base64_ids(each) for key, each in value.items()}
    return value


def _base64(digits: Any) -> str:
    return base64.b64encode(bytes.fromhex(digits)).decode()


def records_of_otlp(requests: Iterable[ExportLogsServiceRequest]) -> Iterator[Record]:
    """Yield the log records of OTLP requests."""
    for request in requests:
        for of_resource in request.resource_logs:
            service = _attributes(of_resource.resource).get("service.name", "")
            for of_scope in of_resource.scope_logs:
                for record in of_scope.log_records:
                    yield _record(record, service, of_scope.scope.name)


def _record(record: Any, service: str, library: str) -> Record:
    return Record(
        library,
        record.severity_text,
        _text(record.body),
        _attributes(record),
        _number(record.trace_id) & LOWER_HALF,
        _number(record.span_id),
        service,
        record.time_unix_nano or record.observed_time_unix_nano,
    )


def log_lines_of_otlp(requests: Iterable[ExportLogsServiceRequest]) -> Iterator[LogLine]:
    """Yield the log records of OTLP requests that belong to a trace."""
    for record in records_of_otlp(requests):
        if record.trace_id:
            words = [record.body, *(f"{name}={value}" for name, value in record.attributes.items())]
            text = " ".join(filter(None, words))
            yield LogLine(record.trace_id, record.span_id, record.time, text, record.severity, record.service)


def spans_of_otlp(requests: Iterable[ExportTraceServiceRequest]) -> Iterator[Span]:
    """Yield the spans of OTLP requests.

    The attributes of a span become its `meta`, and its kind is there too, as `span.kind`. A span's events become lines of text
    below `event.NAME`. The resource gives the service and the process; its other attributes are left out.
    """
    for request in requests:
        for of_resource in request.resource_spans:
            resource = _attributes(of_resource.resource)
            service = intern(resource.get("service.name", ""))
            pid = resource.get("process.pid", "")
            process = {"process_id": float(pid)} if pid.isdigit() else {}
            for of_scope in of_resource.scope_spans:
                scope = intern(of_scope.scope.name)
                for span in of_scope.spans:
                    yield _span(span, service, scope, process)


def _span(span: Any, service: str, scope: str, process: dict[str, float]) -> Span:
    trace_id = _number(span.trace_id)
    meta = _attributes(span)
    meta["span.kind"] = _KINDS[span.kind] if span.kind < len(_KINDS) else str(span.kind)
    meta["otel.scope.name"] = scope
    meta[UPPER_TRACE_ID] = f"{trace_id >> 64:x}"
    if span.status.message:
        meta["error.message"] = span.status.message
    for event in span.events:
        meta[f"event.{event.name}"] = _words(_attributes(event))
    if span.links:
        meta["links"] = str(len(span.links))
    return Span(
        trace_id=trace_id & LOWER_HALF,
        span_id=_number(span.span_id),
        parent_id=_number(span.parent_span_id),
        service=service,
        operation=span.name,
        resource=span.name,
        start=span.start_time_unix_nano,
        duration=max(0, span.end_time_unix_nano - span.start_time_unix_nano),
        error=span.status.code == _ERROR,
        meta=meta,
        metrics=process,
    )


def _attributes(holder: Any) -> dict[str, str]:
    return {intern(each.key): _text(each.value) for each in holder.attributes}


def _text(value: Any) -> str:
    kind = value.WhichOneof("value")
    if kind == "string_value":
        return str(value.string_value)
    if kind == "array_value":
        return "[" + ", ".join(_text(each) for each in value.array_value.values) + "]"
    if kind == "kvlist_value":
        return "{" + _words({each.key: _text(each.value) for each in value.kvlist_value.values}) + "}"
    if kind == "bytes_value":
        return base64.b64encode(value.bytes_value).decode()
    return str(getattr(value, kind)) if kind else ""


def _words(values: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(values.items()))


def _number(encoded: bytes) -> int:
    return int.from_bytes(encoded, "big")
