"""Finds traces by service, resource, error and duration, and describes each in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.traces.span_tree import Span
    from orchestrion_py.traces.trace_store import StoredTrace


@dataclass(frozen=True, slots=True)
class Query:
    """What a trace must have. One span must meet `service`, `resource` and `error` together. Durations are in nanoseconds."""

    service: str = ""
    resource: str = ""  # a part of it, in capitals or not
    error: bool = False
    shortest: int = 0
    longest: int | None = None

    def accepts(self, stored: StoredTrace) -> bool:
        """Return whether a trace has it all."""
        duration = stored.trace.duration
        if duration < self.shortest or (self.longest is not None and duration > self.longest):
            return False
        return any(self._accepts_span(span) for span in stored.trace.spans)

    def _accepts_span(self, span: Span) -> bool:
        if (self.service and span.service != self.service) or (self.error and not span.error):
            return False
        return self.resource.casefold() in f"{span.operation} {span.resource}".casefold()


def found_traces(query: Query, traces: Iterable[StoredTrace]) -> list[StoredTrace]:
    """Return the traces that have all of a query, the newest first."""
    found = [stored for stored in traces if query.accepts(stored)]
    return sorted(found, key=lambda stored: stored.trace.start, reverse=True)


def summary(stored: StoredTrace) -> dict[str, object]:
    """Return what a list shows of a trace, as a value for JSON."""
    trace = stored.trace
    first = trace.roots[0].span
    spans = trace.spans
    return {
        "trace_id": f"{trace.id:032x}",
        "start": trace.start,
        "duration": trace.duration,
        "service": first.service,
        "operation": first.operation,
        "resource": first.resource,
        "status": first.status,
        "spans": len(spans),
        "services": sorted(trace.services),
        "error": any(span.error for span in spans),
        "connected": trace.connected,
        "logs": len(stored.logs),
    }
