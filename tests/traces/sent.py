"""Spans as tests send them to a receiver."""

from __future__ import annotations

import urllib.request
from typing import Any

import msgpack

from orchestrion_py.traces.span_tree import Span

TRACE = 0x62548196C0F3BD22


def span(number: int, parent: int = 0, trace: int = TRACE, **more: Any) -> Span:
    """Return a span of the service `shop` that begins `number` milliseconds after the first one."""
    values = {"service": "shop", "operation": f"op{number}", "resource": f"GET /{number}", "duration": 500_000}
    start = 1_700_000_000_000_000_000 + number * 1_000_000
    return Span(trace_id=trace, span_id=number, parent_id=parent, start=start, **{"error": False, **values, **more})


def v04(*spans: Span) -> bytes:
    """Return the body of a request of version 0.4 of Datadog's protocol, as dd-trace-go writes it."""
    return bytes(msgpack.packb([[as_map(one) for one in spans]]))


def as_map(one: Span) -> dict[str, Any]:
    """Return a span as a map of version 0.4."""
    return {
        "name": one.operation,
        "service": one.service,
        "resource": one.resource,
        "type": one.type,
        "start": one.start,
        "duration": one.duration,
        "meta": dict(one.meta),
        "metrics": dict(one.metrics),
        "span_id": one.span_id,
        "trace_id": one.trace_id,
        "parent_id": one.parent_id,
        "error": int(one.error),
    }


def post(url: str, body: bytes, content_type: str = "application/msgpack", **headers: str) -> bytes:
    """Send a request, and return the body of the answer. Raises an HTTPError for an answer of 400 and above."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, body, {"Content-Type": content_type, **headers})
    with opener.open(request, timeout=30) as answer:
        return bytes(answer.read())
