"""Reads the spans and log records of OpenTelemetry's protocol, OTLP, in the JSON form in which the test agent returns them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.traces.span_tree import UPPER_TRACE_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LOWER_HALF = (1 << 64) - 1
_KIND = "SPAN_KIND_"


@dataclass(frozen=True, slots=True)
class Record:
    """A log record. Without a span, both ids are 0."""

    library: str
    severity: str
    body: str
    attributes: dict[str, str]
    trace_id: int
    span_id: int


def records_of_otlp(requests: Iterable[Mapping[str, Any]]) -> Iterator[Record]:
    """Yield the log records of OTLP requests."""
    scopes = (scope for one in requests for of in one.get("resource_logs", ()) for scope in of.get("scope_logs", ()))
    for scope in scopes:
        library = scope.get("scope", {}).get("name", "")
        yield from (_record(each, library) for each in scope.get("log_records", ()))


def _record(record: Mapping[str, Any], library: str) -> Record:
    return Record(
        library,
        record.get("severity_text", ""),
        _text(record.get("body", {})),
        _attributes(record),
        _number(record.get("trace_id", "")) & _LOWER_HALF,
        _number(record.get("span_id", "")),
    )


def spans_of_otlp(requests: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the spans of OTLP requests in the form that `span_tree.join` takes.

    The attributes of a span become its `meta`, and its kind is there too, as `span.kind`. A span's events become lines of text
    below `event.NAME`. The resource gives the service; its other attributes are left out.
    """
    for request in requests:
        for of_resource in request.get("resource_spans", ()):
            service = _attributes(of_resource.get("resource", {})).get("service.name", "")
            for of_scope in of_resource.get("scope_spans", ()):
                scope = of_scope.get("scope", {}).get("name", "")
                yield from (_span(span, service, scope) for span in of_scope.get("spans", ()))


def _span(span: Mapping[str, Any], service: str, scope: str) -> dict[str, Any]:
    trace_id = _number(span.get("trace_id", ""))
    start, end = int(span["start_time_unix_nano"]), int(span["end_time_unix_nano"])
    status = span.get("status", {})
    meta = _attributes(span)
    meta["span.kind"] = span.get("kind", "").removeprefix(_KIND).lower()
    meta["otel.scope.name"] = scope
    meta[UPPER_TRACE_ID] = f"{trace_id >> 64:x}"
    if status.get("message"):
        meta["error.message"] = status["message"]
    for event in span.get("events", ()):
        meta[f"event.{event['name']}"] = _words(_attributes(event))
    if span.get("links"):
        meta["links"] = str(len(span["links"]))
    return {
        "trace_id": trace_id & _LOWER_HALF,
        "span_id": _number(span["span_id"]),
        "parent_id": _number(span.get("parent_span_id", "")),
        "service": service,
        "name": span.get("name", ""),
        "resource": span.get("name", ""),
        "start": start,
        "duration": end - start,
        "error": status.get("code") == "STATUS_CODE_ERROR",
        "meta": meta,
    }


def _attributes(holder: Mapping[str, Any]) -> dict[str, str]:
    return {each["key"]: _text(each.get("value", {})) for each in holder.get("attributes", ())}


def _text(value: Mapping[str, Any]) -> str:
    if "array_value" in value:
        return "[" + ", ".join(_text(each) for each in value["array_value"].get("values", ())) + "]"
    if "kvlist_value" in value:
        values = {each["key"]: _text(each.get("value", {})) for each in value["kvlist_value"].get("values", ())}
        return "{" + _words(values) + "}"
    return "".join(str(each) for each in value.values())


def _words(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(values.items()))


def _number(encoded: str) -> int:
    return int.from_bytes(base64.b64decode(encoded), "big")
