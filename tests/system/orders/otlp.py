"""Converts spans that an agent received by OpenTelemetry's protocol into traces."""

from __future__ import annotations

import base64
import json
import urllib.request
from typing import TYPE_CHECKING, Any

from orchestrion_py.traces.span_tree import UPPER_TRACE_ID, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Trace

_ERROR = "STATUS_CODE_ERROR"


def traces_of(agent: Agent) -> list[Trace]:
    """All traces since the agent's start or its last `clear`."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with straight.open(f"{agent.otlp_url}/test/session/traces", timeout=60) as response:
        return join(_spans(request) for request in json.load(response))


def _spans(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for resource in request["resource_spans"]:
        about = _attributes(resource["resource"])
        for scope in resource["scope_spans"]:
            for span in scope["spans"]:
                yield _span(span, about["service.name"], scope["scope"]["name"])


def _span(span: Mapping[str, Any], service: str, scope: str) -> dict[str, Any]:
    """A span as `join` expects it: its component is the tracer's name, its events are tags by name and number."""
    trace = base64.b64decode(span["trace_id"])
    started = int(span["start_time_unix_nano"])
    status = span.get("status", {})
    events = {
        f"event.{index}.{event['name']}.{key}": value
        for index, event in enumerate(span.get("events", ()))
        for key, value in _attributes(event).items()
    }
    message = {"status.message": status["message"]} if "message" in status else {}
    return {
        "trace_id": int.from_bytes(trace[8:]),
        "span_id": _identity(span["span_id"]),
        "parent_id": _identity(span.get("parent_span_id", "")),
        "service": service,
        "name": span["name"],
        "resource": span["name"],
        "type": span["kind"].removeprefix("SPAN_KIND_").lower(),
        "start": started,
        "duration": int(span["end_time_unix_nano"]) - started,
        "error": status.get("code") == _ERROR,
        "meta": {**_attributes(span), **events, **message, "component": scope, UPPER_TRACE_ID: trace[:8].hex()},
    }


def _identity(text: str) -> int:
    return int.from_bytes(base64.b64decode(text))


def _attributes(owner: Mapping[str, Any]) -> dict[str, str]:
    return dict(_text(attribute) for attribute in _listed(owner))


def _listed(owner: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    attributes: list[Mapping[str, Any]] = owner.get("attributes", [])
    return attributes


def _text(attribute: Mapping[str, Any]) -> tuple[str, str]:
    (value,) = attribute["value"].values()
    return attribute["key"], str(value)
