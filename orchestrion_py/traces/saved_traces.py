"""Writes traces as JSON, one object a line, and reads them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault
from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.span_tree import LOWER_HALF, Span, trace_of
from orchestrion_py.traces.trace_store import StoredTrace

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = 1


def as_object(stored: StoredTrace) -> dict[str, object]:
    """Return a trace as a value for JSON. Ids are hexadecimal digits, times are nanoseconds. Parents come before children."""
    trace = stored.trace
    spans = trace.spans
    return {
        "version": _VERSION,
        "trace_id": f"{trace.id:032x}",
        "start": trace.start,
        "duration": trace.duration,
        "connected": trace.connected,
        "again": stored.again,
        "services": sorted(trace.services),
        "error": any(span.error for span in spans),
        "spans": [_span_as_object(span, trace.start) for span in spans],
        "logs": [_log_as_object(line, trace.start) for line in stored.logs],
    }


def as_line(stored: StoredTrace) -> str:
    """Return a trace as one line of JSON."""
    return json.dumps(as_object(stored)) + "\n"


def saved_traces(path: Path) -> list[StoredTrace]:
    """Return the traces of a file. A trace that was written again counts once, as it was last.

    Raises a Fault that names the line if the file is not one of saved traces.
    """
    found: dict[str, StoredTrace] = {}
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                stored = _of_line(line, f"{path}:{number}")
                found[f"{stored.trace.id:x}"] = stored
    except OSError as error:
        raise _fault(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _fault(f"{path} is not a file of traces: {error.reason}") from error
    return list(found.values())


def _fault(message: str) -> Fault:
    return Fault(message, "name a file that `pyorch traces --save` wrote")


def _of_line(line: str, place: str) -> StoredTrace:
    try:
        raw = json.loads(line)
        if raw["version"] != _VERSION:
            raise Fault(f"{place}: the traces have version {raw['version']}", "install a newer pyorch")
        identity = int(raw["trace_id"], 16)
        spans = [_span(each, identity & LOWER_HALF) for each in raw["spans"]]
        logs = tuple(_log(each, identity & LOWER_HALF) for each in raw["logs"])
        return StoredTrace(trace_of(spans), logs)
    except KeyError as error:
        raise _fault(f"{place}: the line is not a trace: it has no {error}") from error
    except (ValueError, TypeError, IndexError) as error:
        raise _fault(f"{place}: the line is not a trace: {error}") from error


def _span_as_object(span: Span, start: int) -> dict[str, object]:
    return {
        "span_id": f"{span.span_id:016x}",
        "parent_id": f"{span.parent_id:016x}" if span.parent_id else "",
        "service": span.service,
        "operation": span.operation,
        "resource": span.resource,
        "type": span.type,
        "start": span.start,
        "offset": span.start - start,
        "duration": span.duration,
        "error": span.error,
        "message": span.message,
        "process": span.process,
        "meta": span.meta,
        "metrics": span.metrics,
    }


def _span(raw: Any, trace_id: int) -> Span:
    return Span(
        trace_id=trace_id,
        span_id=int(raw["span_id"], 16),
        parent_id=int(raw["parent_id"] or "0", 16),
        service=raw["service"],
        operation=raw["operation"],
        resource=raw["resource"],
        start=int(raw["start"]),
        duration=int(raw["duration"]),
        error=bool(raw["error"]),
        meta=dict(raw["meta"]),
        metrics=dict(raw["metrics"]),
        type=raw["type"],
    )


def _log_as_object(line: LogLine, start: int) -> dict[str, object]:
    return {
        "span_id": f"{line.span_id:016x}" if line.span_id else "",
        "time": line.time,
        "offset": line.time - start,
        "severity": line.severity,
        "service": line.service,
        "text": line.text,
    }


def _log(raw: Any, trace_id: int) -> LogLine:
    return LogLine(
        trace_id, int(raw["span_id"] or "0", 16), int(raw["time"]), raw["text"], raw["severity"], raw["service"]
    )
