"""Reads the spans of Datadog's trace protocol, versions 0.4 and 0.5."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from sys import intern
from typing import TYPE_CHECKING, Any

import msgpack

from orchestrion_py.traces.span_tree import Span, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

JSON = "application/json"


class PayloadError(Exception):
    """A request does not follow its protocol. The message says why."""


def spans_of_v04(body: bytes, content_type: str = "") -> list[Span]:
    """Return the spans of a request of version 0.4: a list of traces, each a list of maps, as msgpack or JSON.

    Raises a PayloadError.
    """
    try:
        traces = json.loads(body) if content_type == JSON else _unpacked(body)
        return [_span(span) for trace in traces or () for span in trace or ()]
    except (ValueError, TypeError, AttributeError, KeyError, msgpack.UnpackException) as error:
        raise PayloadError(f"the traces do not follow version 0.4: {error!r}") from error


def spans_of_v05(body: bytes) -> list[Span]:
    """Return the spans of a request of version 0.5: a table of texts, and traces whose spans are lists of twelve values.

    Raises a PayloadError.
    """
    try:
        texts, traces = _unpacked(body)
        return [_span(_named(span, texts)) for trace in traces for span in trace]
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, msgpack.UnpackException) as error:
        raise PayloadError(f"the traces do not follow version 0.5: {error!r}") from error


def _unpacked(body: bytes) -> Any:
    # A text of Go's may hold any bytes; one bad text must not cost a whole request.
    return msgpack.unpackb(body, strict_map_key=False, unicode_errors="replace")


def _named(span: Sequence[Any], texts: Sequence[str]) -> dict[str, Any]:
    """Return a span of version 0.5 in the form of version 0.4."""
    service, name, resource, trace_id, span_id, parent_id, start, duration, error, meta, metrics, kind = span
    return {
        "service": texts[service],
        "name": texts[name],
        "resource": texts[resource],
        "trace_id": trace_id,
        "span_id": span_id,
        "parent_id": parent_id,
        "start": start,
        "duration": duration,
        "error": error,
        "meta": {texts[key]: texts[value] for key, value in meta.items()},
        "metrics": {texts[key]: value for key, value in metrics.items()},
        "type": texts[kind],
    }


def _span(raw: Mapping[str, Any]) -> Span:
    span = span_of(raw)
    meta = {intern(key): value for key, value in span.meta.items()} | dict(_events(raw.get("span_events") or ()))
    if links := raw.get("span_links"):
        meta["links"] = str(len(links))
    return replace(
        span,
        # Many spans have the same few names, and msgpack makes a text of its own for each.
        service=intern(span.service),
        operation=intern(span.operation),
        type=intern(span.type),
        meta=meta,
        # JSON has no NaN and no infinity.
        metrics={intern(key): value for key, value in span.metrics.items() if math.isfinite(value)},
    )


def _events(events: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield a tag for each event of a span."""
    for event in events:
        attributes = event.get("attributes") or {}
        words = [f"{name}={_value(attributes[name])}" for name in sorted(attributes)]
        yield f"event.{event.get('name', '')}", " ".join(words)


def _value(attribute: Any) -> object:
    """Return the value of an attribute: it stands below a key that names its type."""
    if not isinstance(attribute, dict):
        return attribute
    return next((value for key, value in attribute.items() if key != "type"), "")
